import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkGateway } from './gatewayCase';
import { checkHealth } from './healthCase';
import { checkNetpol } from './netpolCase';
import { corpora, runCorpus } from './runCorpus';

// They lie beside the checkout where they are at all, and are no part of the project.
const shared = resolve(__dirname, '../../../../../../shared/fixtures');
const there = corpora.filter(name => existsSync(join(shared, name)));

describe('public corpora', () => {
  it(`hold as far as they lie beside the checkout: ${
    there.join(', ') || 'none'
  }`, () => {
    for (const name of there) {
      const failed = runCorpus(join(shared, name)).filter(
        ({ outcome }) => outcome === 'failed',
      );
      expect(failed).toEqual([]);
    }
  });

  it('are folders of a known name', () => {
    expect(() => runCorpus(__dirname)).toThrow('a corpus is a folder');
  });
});

describe('what a case expects', () => {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', namespace: 'n' },
    status: { phase: 'Pending' },
  };

  it('fails where the health is another', () => {
    const of = (status: string) =>
      checkHealth({ name: 'x', object: pod, expect: { status } })[0].outcome;
    expect([of('Progressing'), of('Healthy')]).toEqual(['passed', 'failed']);
  });

  it('fails for a connection that is not listed', () => {
    const other = { ...pod, metadata: { name: 'q', namespace: 'n' } };
    const found = checkNetpol({ name: 'x', objects: [pod, other], expect: [] });
    expect(found.map(({ outcome }) => outcome)).toContain('failed');
  });

  it('fails for a condition of another reason, and leaves open what is Unknown', () => {
    const gateway = {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: 'g', namespace: 'n' },
      spec: {
        addresses: [{ value: '192.0.2.1' }],
        listeners: [{ name: 'l', port: 80, protocol: 'HTTP' }],
      },
    };
    const conditions = [
      { type: 'Accepted', status: 'True', reason: 'Accepted' },
      { type: 'Accepted', status: 'True', reason: 'Odd' },
      { type: 'Programmed', status: 'True' },
    ];
    const found = checkGateway(
      {
        name: 'x',
        objects: [gateway],
        expect: { gateways: [{ namespace: 'n', name: 'g', conditions }] },
      },
      { objects: [] },
    );
    expect(found.map(({ outcome }) => outcome)).toEqual([
      'passed',
      'failed',
      'undecidable',
    ]);
  });
});
