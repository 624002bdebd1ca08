/** The plan of every topic and of who may do what with it; creates topics and compares a cluster with the plan. */
package dev.understudy.streams.topic;
