import http from 'node:http';
import net from 'node:net';
import { freePort } from '../lib/ports.mjs';

/**
 * What stands before several backends as an ingress does: plugins by the paths of their APIs, and all else goes to the portal.
 *
 * @param wanted - the port from which on a free one is looked for
 */
export async function proxyByPath(wanted) {
  const ports = { portal: 0, elsewhere: 0 };
  const plugins = [];
  const portOf = url =>
    plugins.some(plugin => url.startsWith(`/api/${plugin}/`))
      ? ports.elsewhere
      : ports.portal;
  const server = http.createServer((request, response) => {
    const onward = http.request(
      {
        port: portOf(request.url),
        host: 'localhost',
        method: request.method,
        path: request.url,
        headers: request.headers,
      },
      answer => {
        response.writeHead(answer.statusCode, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', () => {
      if (!response.headersSent) {
        response.writeHead(502, { 'Content-Type': 'text/html' });
      }
      response.end('<h1>502 Bad Gateway</h1>');
    });
    request.pipe(onward);
  });
  server.on('upgrade', (request, socket, head) => {
    const onward = net.connect(portOf(request.url), 'localhost', () => {
      const { rawHeaders: raw } = request;
      const lines = raw.flatMap((name, at) =>
        at % 2 === 0 ? [`${name}: ${raw[at + 1]}`] : [],
      );
      onward.write(
        `${request.method} ${request.url} HTTP/1.1\r\n${lines.join(
          '\r\n',
        )}\r\n\r\n`,
      );
      onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  const port = await freePort(wanted);
  await new Promise(resolve => server.listen(port, 'localhost', resolve));
  return {
    url: `http://localhost:${port}`,
    /** Sets where requests go: `of` names the plugins that are elsewhere. */
    lead(to, of) {
      Object.assign(ports, to);
      plugins.splice(0, plugins.length, ...of);
    },
    stop() {
      server.closeAllConnections();
      return new Promise(resolve => server.close(resolve));
    },
  };
}
