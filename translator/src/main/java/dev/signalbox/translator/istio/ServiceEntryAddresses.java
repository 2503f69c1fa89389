package dev.signalbox.translator.istio;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.diagnostics.Values;
import dev.signalbox.translator.manifest.ServiceEntry;

/** A ServiceEntry's addresses: IP addresses and CIDR blocks. */
final class ServiceEntryAddresses {
  private static final int LONGEST_V4_PREFIX = 32;
  private static final int LONGEST_V6_PREFIX = 128;

  private ServiceEntryAddresses() {}

  static ImmutableList<String> convert(
      ServiceEntry.Spec spec, Origin origin, Diagnostics diagnostics) {
    ImmutableList.Builder<String> addresses = ImmutableList.builder();
    for (int i = 0; i < spec.addresses().size(); i++) {
      String address = spec.addresses().get(i);
      if (isValid(address, origin.at(i), diagnostics)) {
        addresses.add(withoutFullPrefix(address));
      }
    }
    return addresses.build();
  }

  private static boolean isValid(String address, Origin origin, Diagnostics diagnostics) {
    String[] parts = address.split("/", 2);
    Integer bits = parts.length == 1 ? Integer.valueOf(0) : Ints.tryParse(parts[1]);
    if (bits == null || bits < 0 || bits > longest(address)) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin,
          "\"" + address + "\" is not a CIDR block",
          "Write an address, a slash and a number of bits.");
      return false;
    }
    return Values.isIpAddress(parts[0], origin, diagnostics);
  }

  /** A block of one address is that address. */
  private static String withoutFullPrefix(String block) {
    String full = "/" + longest(block);
    return block.endsWith(full) ? block.substring(0, block.length() - full.length()) : block;
  }

  private static int longest(String address) {
    return address.contains(":") ? LONGEST_V6_PREFIX : LONGEST_V4_PREFIX;
  }
}
