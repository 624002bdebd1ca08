package dev.understudy.replay.log;

import java.util.List;

/** A drive log that lies in a file of messages. */
public interface RecordedDrive extends DriveLog {

    /** What is wrong with the file but did not keep it from being opened; one line each. */
    List<String> warnings();

    /** What the user may want to know about what is used of it, one line each. */
    List<String> notes();
}
