package dev.understudy.learning.teacher;

/** An external teacher cannot be used; the message is one line and names the file. */
public final class TeacherException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TeacherException(String message) {
        super(message);
    }

    public TeacherException(String message, Throwable cause) {
        super(message, cause);
    }
}
