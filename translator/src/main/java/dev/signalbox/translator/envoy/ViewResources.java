package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.Memo;
import dev.signalbox.translator.ProxyView;
import dev.signalbox.translator.Resource;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.model.Mesh;
import dev.signalbox.translator.model.Scope;

/**
 * All that one view gets.
 *
 * @param diagnostics what is wrong for this view alone
 */
public record ViewResources(
    ImmutableList<Resource> resources, ImmutableList<Diagnostic> diagnostics) {

  public static ViewResources of(Mesh mesh, ProxyView view, Memo memo) {
    Scope scope = Scopes.of(mesh, view, memo);
    Resources resources =
        switch (view.role()) {
          case SIDECAR -> SidecarResources.of(mesh, scope, view, memo);
          case GATEWAY -> GatewayResources.of(scope.mesh(), view, memo);
          case GRPC -> GrpcResources.of(scope.mesh(), view, memo);
        };
    return new ViewResources(resources.toList(), resources.found());
  }
}
