package dev.signalbox.controlplane.server;

import com.google.common.collect.ImmutableList;
import dev.signalbox.proto.admin.v1.AdminServiceGrpc;
import dev.signalbox.proto.admin.v1.ListFindingsRequest;
import dev.signalbox.proto.admin.v1.ListFindingsResponse;
import dev.signalbox.proto.admin.v1.ListProxiesRequest;
import dev.signalbox.proto.admin.v1.ListProxiesResponse;
import dev.signalbox.proto.origin.v1.Origin;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Finding;
import dev.signalbox.translator.diagnostics.Severity;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;

/** What a running control plane tells about itself. */
final class AdminService extends AdminServiceGrpc.AdminServiceImplBase {
  private final Supplier<ImmutableList<Finding>> findings;
  private final StreamRegistry streams;

  AdminService(Supplier<ImmutableList<Finding>> findings, StreamRegistry streams) {
    this.findings = findings;
    this.streams = streams;
  }

  @Override
  public void listFindings(
      ListFindingsRequest request, StreamObserver<ListFindingsResponse> responses) {
    ListFindingsResponse.Builder response = ListFindingsResponse.newBuilder();
    findings.get().forEach(finding -> response.addFindings(message(finding)));
    responses.onNext(response.build());
    responses.onCompleted();
  }

  @Override
  public void listProxies(
      ListProxiesRequest request, StreamObserver<ListProxiesResponse> responses) {
    responses.onNext(
        ListProxiesResponse.newBuilder().addAllProxies(ProxyStatuses.of(streams)).build());
    responses.onCompleted();
  }

  private static dev.signalbox.proto.admin.v1.Finding message(Finding finding) {
    Diagnostic diagnostic = finding.diagnostic();
    var message =
        dev.signalbox.proto.admin.v1.Finding.newBuilder()
            .setLevel(level(diagnostic.severity()))
            .setCode(diagnostic.code().id())
            .setOrigin(origin(diagnostic.origin()))
            .setMessage(diagnostic.message())
            .setFix(diagnostic.fix());
    finding
        .place()
        .ifPresent(
            place -> message.setFile(place.file()).setLine(place.line()).setColumn(place.column()));
    return message.build();
  }

  private static Origin origin(dev.signalbox.translator.diagnostics.Origin origin) {
    return Origin.newBuilder()
        .setKind(origin.kind())
        .setNamespace(origin.namespace())
        .setName(origin.name())
        .setPath(origin.path())
        .build();
  }

  private static dev.signalbox.proto.admin.v1.Finding.Level level(Severity severity) {
    return switch (severity) {
      case ERROR -> dev.signalbox.proto.admin.v1.Finding.Level.LEVEL_ERROR;
      case WARNING -> dev.signalbox.proto.admin.v1.Finding.Level.LEVEL_WARNING;
      case INFO -> dev.signalbox.proto.admin.v1.Finding.Level.LEVEL_INFO;
    };
  }
}
