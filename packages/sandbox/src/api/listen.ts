import { X509Certificate } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import http, { RequestListener } from 'node:http';
import https from 'node:https';
import net, { AddressInfo, Socket } from 'node:net';
import { dirname } from 'node:path';
import { generate } from 'selfsigned';

const TLS_HANDSHAKE = 0x16;
const MONTH = 30 * 24 * 3_600_000;

/**
 * Serves HTTP and HTTPS on one port of loopback: kubectl sends a token over
 * TLS only. The certificate is kept in `file`, since whoever trusts a server
 * goes on to do so when it is back; without one it is new at every start.
 */
export async function listen(
  port: number,
  listener: RequestListener,
  file?: string,
) {
  const pair = await pairIn(file);
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

interface Pair {
  private: string;
  cert: string;
}

async function pairIn(file: string | undefined): Promise<Pair> {
  const text = file && (await readFile(file, 'utf8').catch(() => undefined));
  if (text) {
    const kept: Pair = JSON.parse(text);
    const { validTo } = new X509Certificate(kept.cert);
    if (Date.parse(validTo) > Date.now() + MONTH) {
      return kept;
    }
  }
  const subject = [{ name: 'commonName', value: 'localhost' }];
  const made = await generate(subject, { keyType: 'ec', algorithm: 'sha256' });
  const pair = { private: made.private, cert: made.cert };
  if (file) {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    // whole or not at all, also when the process is killed
    await writeFile(`${file}.new`, JSON.stringify(pair), { mode: 0o600 });
    await rename(`${file}.new`, file);
  }
  return pair;
}
