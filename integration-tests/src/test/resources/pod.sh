# Runs a command in a network namespace that looks like a pod's: eth0 with a neighbour behind it
# (`ip netns exec neighbour ...`), and iptables rules that send all TCP connections through the
# ports of a sidecar, except the sidecar's own, which it makes with the group 1337.
set -eu
mount -t tmpfs tmpfs /run
ip netns add neighbour
ip link add eth0 type veth peer name eth0 netns neighbour
ip address add 10.99.1.1/24 dev eth0
ip link set lo up
ip link set eth0 up
ip -n neighbour address add 10.99.1.2/24 dev eth0
ip -n neighbour link set lo up
ip -n neighbour link set eth0 up
ip route add 10.96.0.0/16 dev eth0
ip route add 10.97.0.0/16 dev eth0
iptables -t nat -A OUTPUT -p tcp -m owner --gid-owner 1337 -j RETURN
iptables -t nat -A OUTPUT -p tcp -d 127.0.0.0/8 -j RETURN
iptables -t nat -A OUTPUT -p tcp -j REDIRECT --to-ports 15001
iptables -t nat -A PREROUTING -i eth0 -p tcp -j REDIRECT --to-ports 15006
exec "$@"
