/**
 * From a cloud to the message of its objects: segmentation is applied, clusters that may be road users, poles, plants
 * or pieces of building are kept, and their points are stored as 16-bit offsets. How clusters are found is in {@link
 * dev.understudy.perception.segmentation}.
 */
package dev.understudy.perception.objects;
