import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';

/** A repository with these files in one commit, served by Git itself; answers its clone URL and how to stop. */
export async function serveGit(folder, files) {
  const repository = path.join(folder, 'estate.git');
  const checkout = path.join(folder, 'checkout');
  const git = (...args) =>
    execFileSync('git', args, { cwd: checkout, stdio: 'pipe' });
  fs.mkdirSync(checkout, { recursive: true });
  git('init', '-q', '-b', 'main');
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(checkout, name)), { recursive: true });
    fs.writeFileSync(path.join(checkout, name), text);
  }
  git('add', '--all');
  git(
    ...['-c', 'user.name=bench', '-c', 'user.email=bench@acme.example'],
    ...['commit', '-q', '-m', 'All of it'],
  );
  git('clone', '-q', '--bare', checkout, repository);
  fs.rmSync(checkout, { recursive: true });
  const server = http.createServer((request, response) =>
    answer(folder, request, response),
  );
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/estate.git`,
    stop: () => server.close(),
  };
}

/** Runs `git http-backend` for one request. */
function answer(folder, request, response) {
  const [file, query = ''] = request.url.split('?');
  const backend = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_PROTOCOL: request.headers['git-protocol'] ?? '',
      PATH_INFO: file,
      QUERY_STRING: query,
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  request.pipe(backend.stdin);
  let head = Buffer.alloc(0);
  backend.stdout.on('data', chunk => {
    if (response.headersSent) {
      response.write(chunk);
      return;
    }
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end >= 0) {
      const lines = head.subarray(0, end).toString().split('\r\n');
      const headers = Object.fromEntries(
        lines.map(line => line.split(/: (.*)/, 2)),
      );
      response.writeHead(Number.parseInt(headers.Status ?? '200', 10), headers);
      response.write(head.subarray(end + 4));
    }
  });
  backend.stdout.on('end', () => response.end());
}
