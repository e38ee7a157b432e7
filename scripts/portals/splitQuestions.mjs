import { signIn } from './startStock.mjs';

/** The names of the tools that an MCP client of the guest gets. */
export async function toolsOf(url) {
  const answer = await fetch(`${url}/api/mcp-actions/v1`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${await signIn(url)}`,
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
    signal: AbortSignal.timeout(30_000),
  });
  const text = await answer.text();
  const data = /^data: (.*)$/m.exec(text)?.[1] ?? text;
  const { result } = JSON.parse(data);
  if (!result) {
    throw new Error(`the answer is ${text.slice(0, 300)}`);
  }
  return result.tools.map(({ name }) => name);
}

/** Listens for signals as a browser of the guest does. */
export async function signalOf(url) {
  const address = new URL('/api/signals', url);
  address.protocol = 'ws:';
  const socket = new globalThis.WebSocket(address, await signIn(url));
  const told = [];
  socket.addEventListener('message', ({ data }) => {
    const { channel, message } = JSON.parse(data);
    if (channel === 'tenancy') {
      told.push(message);
    }
  });
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () =>
      reject(new Error('there is no way to the signals')),
    );
  });
  socket.send(JSON.stringify({ action: 'subscribe', channel: 'tenancy' }));
  return {
    async until(isIt, patience = 30) {
      for (let tries = 0; tries < patience; tries += 1) {
        if (told.some(isIt)) {
          socket.close();
          return;
        }
        await new Promise(resolve => setTimeout(resolve, 1000));
      }
      socket.close();
      throw new Error(`no such signal; there were ${JSON.stringify(told)}`);
    },
  };
}
