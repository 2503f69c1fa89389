package dev.signalbox.controlplane.source;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

/** A function of Linux' C library, with its error number. */
final class Libc {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final int INTERRUPTED = 4;
  private static final int TRY_AGAIN = 11;

  private final MethodHandle handle;

  private Libc(MethodHandle handle) {
    this.handle = handle;
  }

  /** A call that the system refused. */
  static final class FailedException extends IOException {
    private static final long serialVersionUID = 1;
    private final int errno;

    private FailedException(int errno) {
      super("error " + errno);
      this.errno = errno;
    }

    int errno() {
      return errno;
    }

    /** Nothing is wrong, there is only nothing to do now. */
    boolean isTransient() {
      return errno == INTERRUPTED || errno == TRY_AGAIN;
    }
  }

  static Libc ints(String name, MemoryLayout... arguments) throws IOException {
    return find(name, FunctionDescriptor.of(JAVA_INT, arguments));
  }

  /** Of the form of read(2) and write(2). */
  static Libc transfer(String name) throws IOException {
    return find(name, FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
  }

  @SuppressWarnings("restricted")
  private static Libc find(String name, FunctionDescriptor signature) throws IOException {
    MemorySegment address =
        LINKER
            .defaultLookup()
            .find(name)
            .orElseThrow(() -> new IOException("this system has no " + name));
    return new Libc(
        LINKER.downcallHandle(address, signature, Linker.Option.captureCallState("errno")));
  }

  long call(Object... arguments) throws FailedException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      List<Object> all = new ArrayList<>(List.of(arguments));
      all.addFirst(state);
      Number result = (Number) handle.invokeWithArguments(all);
      if (result.longValue() < 0) {
        throw new FailedException((int) ERRNO.get(state, 0L));
      }
      return result.longValue();
    } catch (FailedException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
