package dev.signalbox.controlplane.server;

import com.google.common.collect.ImmutableList;
import dev.signalbox.proto.admin.v1.AdminServiceGrpc;
import dev.signalbox.proto.admin.v1.ListFindingsRequest;
import dev.signalbox.proto.admin.v1.ListFindingsResponse;
import dev.signalbox.proto.admin.v1.ListProxiesRequest;
import dev.signalbox.proto.admin.v1.ListProxiesResponse;
import dev.signalbox.translator.diagnostics.Finding;
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
    findings.get().forEach(finding -> response.addFindings(FindingMessages.of(finding)));
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
}
