package dev.signalbox.translator.model;

import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;

/** Aliases of hosts that are not known. */
final class AliasChecks {
  private AliasChecks() {}

  static void check(Mesh mesh, Diagnostics diagnostics) {
    for (Alias alias : mesh.aliases().all()) {
      if (mesh.meant(alias.host()).isEmpty()) {
        diagnostics.add(
            Code.ALIAS_WITHOUT_HOST,
            alias.origin().at("spec").at("externalName"),
            "no Service or ServiceEntry has the host "
                + alias.target()
                + ", so only intercepted connections reach it",
            "Write a ServiceEntry for it.");
      }
    }
  }
}
