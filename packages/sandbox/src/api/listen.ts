import http, { RequestListener } from 'node:http';
import https from 'node:https';
import net, { AddressInfo, Socket } from 'node:net';
import { generate } from 'selfsigned';

const TLS_HANDSHAKE = 0x16;

/**
 * Serves HTTP and HTTPS on one port of loopback: kubectl sends a token over
 * TLS only. The certificate is new at every start.
 */
export async function listen(port: number, listener: RequestListener) {
  const subject = [{ name: 'commonName', value: 'localhost' }];
  const pair = await generate(subject, { keyType: 'ec', algorithm: 'sha256' });
  const plain = http.createServer(listener);
  const secure = https.createServer(
    { key: pair.private, cert: pair.cert },
    listener,
  );
  plain.keepAliveTimeout = secure.keepAliveTimeout = 120_000;
  const sockets = new Set<Socket>();
  const server = net.createServer(socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.once('data', first => {
      socket.pause();
      const target = first[0] === TLS_HANDSHAKE ? secure : plain;
      target.emit('connection', socket);
      socket.unshift(first);
      process.nextTick(() => socket.resume());
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    certificate: pair.cert,
    async close() {
      const closed = new Promise(resolve => server.close(resolve));
      sockets.forEach(socket => socket.destroy());
      await closed;
    },
  };
}
