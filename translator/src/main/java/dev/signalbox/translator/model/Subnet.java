package dev.signalbox.translator.model;

import com.google.common.net.InetAddresses;
import com.google.common.primitives.Ints;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** A CIDR block. */
public record Subnet(String address, int length) {

  /** Without the bits that the block leaves open; an address alone is a block of its own. */
  public static Optional<Subnet> parse(String text) {
    String[] parts = text.split("/", 2);
    if (!InetAddresses.isInetAddress(parts[0])) {
      return Optional.empty();
    }
    byte[] bytes = InetAddresses.forString(parts[0]).getAddress();
    int bits = bytes.length * Byte.SIZE;
    Integer length = parts.length == 1 ? Integer.valueOf(bits) : Ints.tryParse(parts[1]);
    if (length == null || length < 0 || length > bits) {
      return Optional.empty();
    }
    for (int bit = length; bit < bits; bit++) {
      bytes[bit / Byte.SIZE] &= (byte) ~(1 << (Byte.SIZE - 1 - bit % Byte.SIZE));
    }
    return Optional.of(new Subnet(text(bytes), length));
  }

  private static String text(byte[] bytes) {
    try {
      return InetAddresses.toAddrString(InetAddress.getByAddress(bytes));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
