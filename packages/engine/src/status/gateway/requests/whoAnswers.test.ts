import { KubernetesObject } from '../../../model';
import {
  backend,
  gatewayWith,
  httpListener,
  routeOf,
  to,
  worldOf,
} from '../../../testing/gatewayWorld';
import { GatewayRequest } from './request';
import { whoAnswers } from './whoAnswers';

const backends = ['a', 'b', 'c'].map(backend);
const ask = (
  objects: KubernetesObject[],
  request: Partial<GatewayRequest> = {},
) =>
  whoAnswers(
    {
      gateway: { cluster: 'c', namespace: 'infra', name: 'gw' },
      port: 80,
      scheme: 'http',
      ...request,
    },
    worldOf(...backends, ...objects),
  );
const names = (found: ReturnType<typeof ask>) =>
  found.backends.map(({ name }) => name).join() || found.statuses?.join();

describe('whoAnswers', () => {
  const gateway = gatewayWith([httpListener('web')]);
  const path = (type: string, value: string) => ({ path: { type, value } });
  const rule = (name: string, ...matches: object[]) => ({
    matches,
    backendRefs: [to(name)],
  });

  it.each([
    ['/exact', 'a'],
    ['/exact/', 'b'],
    ['/exact/more', 'b'],
    ['/exactly', '404'],
    ['/deep/er', 'c'],
    ['/deep', 'a'],
  ])('sends %s to %s', (asked, answer) => {
    const route = routeOf('HTTPRoute', 'r', {
      rules: [
        rule('b', path('PathPrefix', '/exact')),
        rule('a', path('Exact', '/exact'), path('PathPrefix', '/deep/')),
        rule('c', path('PathPrefix', '/deep/er')),
      ],
    });
    expect(names(ask([gateway, route], { path: asked }))).toBe(answer);
  });

  it('puts a method before headers, headers before parameters', () => {
    const route = routeOf('HTTPRoute', 'r', {
      rules: [
        rule('a', { queryParams: [{ name: 'q', value: '1' }] }),
        rule('b', { headers: [{ name: 'X-Env', value: 'prod' }] }),
        rule('c', { method: 'POST' }),
      ],
    });
    const request = { query: 'q=1', headers: { 'x-env': 'prod' } };
    expect(names(ask([gateway, route], { ...request, method: 'POST' }))).toBe(
      'c',
    );
    expect(names(ask([gateway, route], request))).toBe('b');
    expect(names(ask([gateway, route], { query: 'q=1' }))).toBe('a');
    expect(names(ask([gateway, route], { query: 'q=2' }))).toBe('404');
  });

  it('gives the same host and path to the older route, then to the first name', () => {
    const of = (name: string, to_: string, year: number) =>
      routeOf('HTTPRoute', name, { rules: [rule(to_)] }, year);
    expect(names(ask([gateway, of('x', 'a', 2025), of('y', 'b', 2024)]))).toBe(
      'b',
    );
    expect(names(ask([gateway, of('y', 'b', 2024), of('x', 'a', 2024)]))).toBe(
      'a',
    );
  });

  it('asks the most specific listener only', () => {
    const listeners = gatewayWith([
      httpListener('all'),
      httpListener('wild', '*.example.com'),
      httpListener('one', 'one.example.com'),
    ]);
    const on = (sectionName: string, name: string) =>
      routeOf('HTTPRoute', sectionName, {
        parentRefs: [{ name: 'gw', sectionName }],
        rules: [rule(name)],
      });
    const world = [listeners, on('all', 'a'), on('wild', 'b')];
    expect(names(ask(world, { host: 'two.example.com:8080' }))).toBe('b');
    expect(names(ask(world, { host: 'example.com' }))).toBe('a');
    expect(names(ask(world, { host: 'one.example.com' }))).toBe('404');
  });

  it('answers for backends that cannot be followed, by their share', () => {
    const route = routeOf('HTTPRoute', 'r', {
      rules: [
        { backendRefs: [to('a'), to('gone', { weight: 3 })] },
        { matches: [path('Exact', '/none')] },
        {
          matches: [path('Exact', '/zero')],
          backendRefs: [to('a', { weight: 0 })],
        },
      ],
    });
    expect(ask([gateway, route])).toMatchObject({
      outcome: 'backend',
      statuses: [200, 500],
      failing: 3,
    });
    for (const empty of ['/none', '/zero']) {
      expect(ask([gateway, route], { path: empty })).toMatchObject({
        outcome: 'status',
        statuses: [500],
      });
    }
  });

  it('follows redirects, rewrites and copies', () => {
    const route = routeOf('HTTPRoute', 'r', {
      rules: [
        {
          matches: [path('PathPrefix', '/old')],
          filters: [
            {
              type: 'RequestRedirect',
              requestRedirect: {
                scheme: 'https',
                path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' },
                statusCode: 301,
              },
            },
          ],
        },
        {
          matches: [path('PathPrefix', '/api')],
          filters: [
            {
              type: 'URLRewrite',
              urlRewrite: {
                hostname: 'inner',
                path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/v1' },
              },
            },
            { type: 'RequestMirror', requestMirror: { backendRef: to('b') } },
          ],
          backendRefs: [to('a')],
        },
      ],
    });
    expect(
      ask([gateway, route], { path: '/old/x', host: 'h.com' }),
    ).toMatchObject({
      outcome: 'redirect',
      statuses: [301],
      redirect: { scheme: 'https', host: 'h.com', path: '/x' },
    });
    expect(ask([gateway, route], { path: '/api/x' })).toMatchObject({
      forwarded: { path: '/v1/x', host: 'inner' },
      mirrors: [{ name: 'b' }],
    });
  });

  it('says what it does not know', () => {
    const route = routeOf('HTTPRoute', 'r', {
      rules: [{ filters: [{ type: 'ExtensionRef' }], backendRefs: [to('a')] }],
    });
    expect(ask([gateway, route]).outcome).toBe('unknown');
  });

  it('gives a connection to the oldest TCPRoute, and refuses where nobody listens', () => {
    const raw = gatewayWith([{ name: 'raw', port: 9000, protocol: 'TCP' }]);
    const of = (name: string, year: number) =>
      routeOf('TCPRoute', name, { rules: [{ backendRefs: [to(name)] }] }, year);
    const world = [raw, of('b', 2025), of('a', 2026)];
    expect(names(ask(world, { port: 9000, scheme: 'tcp' }))).toBe('b');
    expect(ask(world, { port: 9001, scheme: 'tcp' }).outcome).toBe('refused');
  });

  it('matches calls of gRPC by service and method', () => {
    const route = routeOf('GRPCRoute', 'r', {
      rules: [
        {
          matches: [{ method: { service: 'shop.Cart' } }],
          backendRefs: [to('a')],
        },
        {
          matches: [{ method: { service: 'shop.Cart', method: 'Add' } }],
          backendRefs: [to('b')],
        },
      ],
    });
    const call = (service: string, method: string) =>
      ask([gateway, route], { scheme: 'grpc', grpc: { service, method } });
    expect(names(call('shop.Cart', 'Add'))).toBe('b');
    expect(names(call('shop.Cart', 'Drop'))).toBe('a');
    expect(call('shop.Till', 'Pay').grpcStatus).toBe('Unimplemented');
  });
});
