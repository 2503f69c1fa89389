package dev.signalbox.controlplane.source;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Linux' events about files. Java's own watch leaves out the one that tells that a file has been
 * written to its end, without which half a file looks like a whole one.
 */
final class Inotify implements AutoCloseable {
  static final int MODIFY = 0x2;
  static final int ATTRIB = 0x4;
  static final int CLOSE_WRITE = 0x8;
  static final int MOVED_FROM = 0x40;
  static final int MOVED_TO = 0x80;
  static final int CREATE = 0x100;
  static final int DELETE = 0x200;
  static final int DELETE_SELF = 0x400;
  static final int MOVE_SELF = 0x800;
  static final int QUEUE_OVERFLOW = 0x4000;
  static final int IGNORED = 0x8000;
  static final int IS_FOLDER = 0x40000000;

  private static final int ADD_TO_MASK = 0x20000000;

  private static final int NON_BLOCKING = 0x800;
  private static final int CLOSE_ON_EXEC = 0x80000;
  private static final short READABLE = 1;

  private static final int TOO_MANY_FILES = 24;
  private static final int NO_SPACE = 28;

  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int POLL_ENTRY_BYTES = 8;
  private static final int HEADER_BYTES = 16;

  /** How the JDK turns names into bytes. */
  private static final Charset NAMES =
      Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

  private final Arena arena = Arena.ofShared();
  private final MemorySegment buffer = arena.allocate(BUFFER_BYTES, Long.BYTES);
  private final MemorySegment polled = arena.allocate(2 * POLL_ENTRY_BYTES, Long.BYTES);
  private final Libc add = Libc.ints("inotify_add_watch", JAVA_INT, ADDRESS, JAVA_INT);
  private final Libc remove = Libc.ints("inotify_rm_watch", JAVA_INT, JAVA_INT);
  private final Libc poll = Libc.ints("poll", ADDRESS, JAVA_LONG, JAVA_INT);
  private final Libc close = Libc.ints("close", JAVA_INT);
  private final Libc read = Libc.transfer("read");
  private final Libc write = Libc.transfer("write");
  private final int events;
  private final int alarm;

  /**
   * One event.
   *
   * @param watch the watch that it is about, as {@link #add} returned it
   * @param name of the entry of the folder; empty if it is about the folder itself
   */
  record Event(int watch, int mask, String name) {
    boolean is(int kinds) {
      return (mask & kinds) != 0;
    }
  }

  Inotify() throws IOException {
    if (!System.getProperty("os.name", "").startsWith("Linux")) {
      throw new IOException("this system has no inotify");
    }
    int options = NON_BLOCKING | CLOSE_ON_EXEC;
    try {
      events = (int) Libc.ints("inotify_init1", JAVA_INT).call(options);
    } catch (Libc.FailedException e) {
      throw described(e);
    }
    alarm = (int) Libc.ints("eventfd", JAVA_INT, JAVA_INT).call(0, options);
  }

  /** Watches a folder or file; what is watched already keeps its number. */
  int add(Path watched, int mask) throws IOException {
    try (Arena call = Arena.ofConfined()) {
      MemorySegment path = call.allocateFrom(watched.toString(), NAMES);
      return (int) add.call(events, path, mask | ADD_TO_MASK);
    } catch (Libc.FailedException e) {
      throw described(e);
    }
  }

  void remove(int watch) {
    try {
      remove.call(events, watch);
    } catch (Libc.FailedException e) {
      // The folder is gone, and the watch with it.
    }
  }

  /** Waits for events, no longer than this and not after {@link #wake}. */
  ImmutableList<Event> await(Duration timeout) throws IOException {
    polled.set(JAVA_INT, 0, events);
    polled.set(JAVA_SHORT, 4, READABLE);
    polled.set(JAVA_INT, POLL_ENTRY_BYTES, alarm);
    polled.set(JAVA_SHORT, POLL_ENTRY_BYTES + 4, READABLE);
    try {
      poll.call(polled, 2L, (int) timeout.plusNanos(999_999).toMillis());
      return parse(read.call(events, buffer, (long) BUFFER_BYTES));
    } catch (Libc.FailedException e) {
      if (e.isTransient()) {
        return ImmutableList.of();
      }
      throw e;
    }
  }

  /** Ends the wait of another thread, and all later ones. */
  void wake() {
    try (Arena call = Arena.ofConfined()) {
      write.call(alarm, call.allocateFrom(JAVA_LONG, 1), (long) Long.BYTES);
    } catch (Libc.FailedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** To be called by the thread that waits. */
  @Override
  public void close() {
    try {
      close.call(events);
      close.call(alarm);
    } catch (Libc.FailedException e) {
      throw new IllegalStateException(e);
    }
    arena.close();
  }

  private ImmutableList<Event> parse(long bytes) {
    ImmutableList.Builder<Event> parsed = ImmutableList.builder();
    for (long at = 0; at < bytes; ) {
      int length = buffer.get(JAVA_INT, at + 12);
      String name = length == 0 ? "" : buffer.getString(at + HEADER_BYTES, NAMES);
      parsed.add(new Event(buffer.get(JAVA_INT, at), buffer.get(JAVA_INT, at + 4), name));
      at += HEADER_BYTES + length;
    }
    return parsed.build();
  }

  private static IOException described(Libc.FailedException e) {
    return switch (e.errno()) {
      case NO_SPACE -> new IOException("the limit fs.inotify.max_user_watches is reached", e);
      case TOO_MANY_FILES ->
          new IOException("the limit fs.inotify.max_user_instances or that of open files", e);
      default -> e;
    };
  }
}
