import net from "node:net";

// Loaded before a server of somebody else's, which would let in the whole network: whatever it opens, it opens on 127.0.0.1.
const { listen } = net.Server.prototype;
net.Server.prototype.listen = function listenOnLoopback(...given) {
  const [first] = given;
  const options = typeof first === "object" && first !== null ? first : { port: Number(first) };
  const done = given.filter((each) => typeof each === "function");
  return listen.call(this, { ...options, host: "127.0.0.1" }, ...done);
};
