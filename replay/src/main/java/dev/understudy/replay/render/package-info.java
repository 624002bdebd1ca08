/** Pictures of one frame: the camera's image with boxes, and the scan from above. */
package dev.understudy.replay.render;
