import { spawn } from 'node:child_process';
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { GitRepositories } from './GitRepositories';
import { gitEnvironment } from './runGit';
import { gitPage } from './gitPage';

/** A running Git server. `url` ends without a slash; repositories are at `<url>/<name>.git`. */
export interface GitServer {
  url: string;
  port: number;
  close(): Promise<void>;
}

const service = /^(?:info\/refs|git-upload-pack|git-receive-pack)$/;

/**
 * Serves the bare repositories of `dir` over smart HTTP on loopback, to read and to push, by git's own
 * `http-backend`; and as small web pages, so that links to commits and files lead somewhere.
 */
export async function startGitServer(options: {
  dir: string;
  port?: number;
  /** Told after each push. */
  onPush?: () => void;
}): Promise<GitServer> {
  const repositories = new GitRepositories(options.dir);
  const server = createServer((req, res) => {
    handle(req, res).catch(error => answer(res, 500, String(error)));
  });

  async function handle(req: IncomingMessage, res: ServerResponse) {
    const url = new URL(req.url ?? '/', 'http://localhost');
    const [, name, rest = ''] =
      /^\/([^/]+\.git)(?:\/(.*))?$/.exec(decodeURI(url.pathname)) ?? [];
    // A page elsewhere that resolves its own name to loopback may not push here.
    if (
      !/^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/.test(
        req.headers.host ?? '',
      )
    ) {
      return answer(res, 403, 'only for localhost');
    }
    let folder;
    try {
      folder = repositories.folder(`http://localhost/${name}`);
    } catch {
      return answer(res, 404, 'no such repository');
    }
    if (service.test(rest)) {
      return backend(
        req,
        res,
        options.dir,
        `/${name}/${rest}`,
        url.search,
        () => {
          if (rest === 'git-receive-pack') {
            options.onPush?.();
          }
        },
      );
    }
    const html =
      req.method === 'GET' ? await gitPage(folder, name, rest) : undefined;
    return html ? answer(res, 200, html) : answer(res, 404, 'no such page');
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(res: ServerResponse, status: number, body: string) {
  if (res.headersSent) {
    return res.destroy();
  }
  const type = status === 200 ? 'text/html' : 'text/plain';
  return res
    .writeHead(status, {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'",
    })
    .end(body);
}

/** Speaks CGI with `git http-backend` for one request. */
function backend(
  req: IncomingMessage,
  res: ServerResponse,
  root: string,
  path: string,
  search: string,
  done: () => void,
) {
  const header = (name: string) => String(req.headers[name] ?? '');
  const child = spawn('git', ['http-backend'], {
    env: {
      ...gitEnvironment,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: path,
      QUERY_STRING: search.slice(1),
      REQUEST_METHOD: req.method,
      CONTENT_TYPE: header('content-type'),
      CONTENT_LENGTH: header('content-length'),
      HTTP_CONTENT_ENCODING: header('content-encoding'),
      GIT_PROTOCOL: header('git-protocol'),
      REMOTE_USER: 'sandbox',
      REMOTE_ADDR: '127.0.0.1',
    },
  });
  child.stdin.on('error', () => {});
  req.pipe(child.stdin);
  res.on('close', () => child.kill());
  child.on('error', error => answer(res, 500, error.message));
  child.on('close', () => {
    if (!res.headersSent) {
      answer(res, 500, 'git http-backend gave no answer');
    }
    res.end();
    done();
  });
  let head = Buffer.alloc(0);
  child.stdout.on('data', (chunk: Buffer) => {
    if (res.headersSent) {
      return void res.write(chunk);
    }
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) {
      return undefined;
    }
    const headers = head
      .toString('latin1', 0, end)
      .split('\r\n')
      .map(line => line.split(/:\s*/, 2) as [string, string]);
    const status = headers.find(([key]) => key === 'Status')?.[1] ?? '200';
    res.writeHead(
      parseInt(status, 10),
      Object.fromEntries(headers.filter(([key]) => key !== 'Status')),
    );
    return void res.write(head.subarray(end + 4));
  });
}
