package dev.signalbox.it.harness;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.HandlerRegistry;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A gRPC server that answers every unary method with its version and the headers that it got. */
public final class GrpcEcho implements Closeable {
  private final Instance instance;
  private final Server server;
  private final AtomicReference<String> last;

  private GrpcEcho(Instance instance, Server server, AtomicReference<String> last) {
    this.instance = instance;
    this.server = server;
    this.last = last;
  }

  /**
   * What came back.
   *
   * @param lines the version, then the request's headers as name: value
   */
  public record Answer(ImmutableList<String> lines, Metadata headers) {
    public String version() {
      return lines.get(0);
    }

    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(key(name)));
    }
  }

  public static GrpcEcho start(String version) throws IOException {
    AtomicReference<String> last = new AtomicReference<>("");
    Server server =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .fallbackHandlerRegistry(new AnyMethod(version, last))
            .build()
            .start();
    return new GrpcEcho(new Instance(version, "127.0.0.1", server.getPort()), server, last);
  }

  public Instance instance() {
    return instance;
  }

  /** What the last call was answered. */
  public String last() {
    return Objects.requireNonNull(last.get());
  }

  /**
   * Calls a method, such as shop.Cart/Add.
   *
   * @throws io.grpc.StatusRuntimeException if the call fails
   */
  public static Answer call(Channel channel, String method, Map<String, String> headers) {
    Metadata sent = new Metadata();
    headers.forEach((name, value) -> sent.put(key(name), value));
    AtomicReference<Metadata> received = new AtomicReference<>(new Metadata());
    Channel observed =
        ClientInterceptors.intercept(
            channel,
            MetadataUtils.newAttachHeadersInterceptor(sent),
            MetadataUtils.newCaptureMetadataInterceptor(received, new AtomicReference<>()));
    String text =
        ClientCalls.blockingUnaryCall(observed, unary(method), CallOptions.DEFAULT, "hello");
    List<String> lines = Splitter.on('\n').splitToList(text);
    return new Answer(ImmutableList.copyOf(lines), Objects.requireNonNull(received.get()));
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  private static MethodDescriptor<String, String> unary(String method) {
    return MethodDescriptor.<String, String>newBuilder()
        .setType(MethodDescriptor.MethodType.UNARY)
        .setFullMethodName(method)
        .setRequestMarshaller(TextMarshaller.INSTANCE)
        .setResponseMarshaller(TextMarshaller.INSTANCE)
        .build();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  /** The version, and a line for each value of a header. */
  private static String text(String version, Metadata headers) {
    StringBuilder text = new StringBuilder(version);
    for (String name : headers.keys()) {
      if (!name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
        headers.getAll(key(name)).forEach(v -> text.append("\n%s: %s".formatted(name, v)));
      }
    }
    return text.toString();
  }

  private static final class AnyMethod extends HandlerRegistry {
    private final String version;
    private final AtomicReference<String> last;

    AnyMethod(String version, AtomicReference<String> last) {
      this.version = version;
      this.last = last;
    }

    @Override
    public ServerMethodDefinition<?, ?> lookupMethod(String method, String authority) {
      return ServerMethodDefinition.create(unary(method), this::answer);
    }

    private ServerCall.Listener<String> answer(ServerCall<String, String> call, Metadata headers) {
      call.request(1);
      return new ServerCall.Listener<>() {
        @Override
        public void onHalfClose() {
          String text = text(version, headers);
          last.set(text);
          call.sendHeaders(new Metadata());
          call.sendMessage(text);
          call.close(Status.OK, new Metadata());
        }
      };
    }
  }

  private enum TextMarshaller implements MethodDescriptor.Marshaller<String> {
    INSTANCE;

    @Override
    public InputStream stream(String value) {
      return new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String parse(InputStream stream) {
      try {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
