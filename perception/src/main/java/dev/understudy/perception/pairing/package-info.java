/**
 * Which images belong to which LiDAR frame, decided by event time alone from stamps and references; and the ledgers, in
 * which each input frame ends in exactly one column. Pixels never come here.
 */
package dev.understudy.perception.pairing;
