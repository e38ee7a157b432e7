import { Agent as HttpsAgent } from 'node:https';
import { keptAgent } from './keptAgent';

describe('keptAgent', () => {
  const url = new URL('https://one.example.com/version');
  const made = (options = {}) => ({ ...options, agent: new HttpsAgent() });

  it('is the same while certificates are', () => {
    const agentFor = keptAgent();
    const agent = agentFor(url, made({ ca: Buffer.from('a') }));
    expect(agentFor(url, made({ ca: Buffer.from('a') }))).toBe(agent);
    expect(agent).toMatchObject({ keepAlive: true });
  });

  it.each([
    { ca: Buffer.from('b') },
    { ca: Buffer.from('a'), cert: 'c', key: 'k' },
    { ca: Buffer.from('a'), rejectUnauthorized: false },
    { ca: Buffer.from('a'), servername: 'other' },
  ])('is another with %j', options => {
    const agentFor = keptAgent();
    const agent = agentFor(url, made({ ca: Buffer.from('a') }));
    const other = agentFor(url, made(options));
    expect(other).not.toBe(agent);
    expect(other).toMatchObject({ options: expect.objectContaining(options) });
  });

  it('leaves the ways over a proxy to the client', () => {
    class ProxyAgent extends HttpsAgent {}
    const agent = new ProxyAgent();
    expect(keptAgent()(url, { agent })).toBe(agent);
  });
});
