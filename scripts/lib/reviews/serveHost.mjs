import http from 'node:http';

async function bodyOf(req) {
  let text = '';
  for await (const chunk of req) {
    text += chunk;
  }
  return text ? JSON.parse(text) : {};
}

function escaped(text) {
  return String(text).replace(
    /[&<>]/g,
    sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' }[sign]),
  );
}

/** Git's own requests go to the sandbox, whose repositories have no owner. */
function pass(gitUrl, req, res) {
  const target = http.request(
    `${gitUrl}${req.url.replace(/^\/acme/, '')}`,
    {
      method: req.method,
      headers: { ...req.headers, host: new URL(gitUrl).host },
    },
    from => {
      res.writeHead(from.statusCode, from.headers);
      from.pipe(res);
    },
  );
  target.on('error', () => res.destroy());
  req.pipe(target);
}

/** The page of a request, its difference alone, and a POST that merges it. */
async function answerOf(review, what, method) {
  if (what === '/merge' && method === 'POST') {
    return { value: await review.merge() };
  }
  const difference = await review.difference();
  if (what === '.diff') {
    return { type: 'text/plain', value: difference };
  }
  const [title, body, lines] = [review.title, review.body, difference].map(
    escaped,
  );
  return {
    type: 'text/html',
    value: `<!doctype html><title>${title}</title><h1>${title}</h1><pre>${body}</pre><pre>${lines}</pre>`,
  };
}

/**
 * A host of the one repository `acme/estate`, in front of the sandbox's Git server.
 *
 * @param host `routes`: method, pattern of the path and work of what it answers, at whatever place they stand; `reviewAt`:
 *   the request that a page shows, and what of it is asked
 */
export async function serveHost({ gitUrl, port, host }) {
  let base;

  async function answer(req, res) {
    const url = new URL(req.url, base);
    const send = (status, value, type = 'application/json') =>
      res
        .writeHead(status, { 'content-type': `${type}; charset=utf-8` })
        .end(type === 'application/json' ? JSON.stringify(value) : value);
    const place = decodeURIComponent(url.pathname);
    const { review, what } = host.reviewAt(place) ?? {};
    if (review) {
      const { value, type } = await answerOf(review, what, req.method);
      return send(200, value, type);
    }
    for (const [method, pattern, work] of host.routes) {
      const [matched, ...parts] = pattern.exec(place) ?? [];
      if (method === req.method && matched !== undefined) {
        const body = /^(POST|PATCH)$/.test(method) ? await bodyOf(req) : {};
        const value = await work(parts, { body, query: url.searchParams });
        return send(method === 'POST' ? 201 : 200, value);
      }
    }
    return send(404, { message: 'Not Found' });
  }

  const server = http.createServer((req, res) => {
    if (/^\/acme\/estate\.git(\/|$)/.test(req.url)) {
      pass(gitUrl, req, res);
      return;
    }
    answer(req, res).catch(error => {
      res.writeHead(error.status ?? 404, {
        'content-type': 'application/json',
      });
      res.end(JSON.stringify({ message: error.message }));
    });
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const name = `127.0.0.1:${server.address().port}`;
  base = `http://${name}`;
  return {
    name,
    url: base,
    close: () =>
      new Promise(resolve => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
