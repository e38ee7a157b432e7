import type { ObjectDrift } from '@groundwork/engine';
import { redactDrift } from './redactDrift';

const object = (kind: string): ObjectDrift => ({
  ref: { cluster: 'one', group: '', kind, namespace: 'pay', name: 'settings' },
  application: { cluster: 'one', group: '', kind: 'Application', name: 'a' },
  layer: 'tenant',
  state: 'differs',
  notCompared: [],
  fields: [
    {
      kind: 'changed',
      path: 'data.mode',
      git: { text: 'canary1' },
      newest: { text: 'canary2' },
      cluster: { text: 'canary3' },
    },
    {
      kind: 'changed',
      path: 'metadata.labels.data',
      git: { text: 'a' },
      cluster: { text: 'b' },
    },
  ],
});

describe('drift of a ConfigMap', () => {
  it('shows its values to the owners of the tenant', () => {
    const [seen] = redactDrift([object('ConfigMap')], true);
    expect(seen.fields[0].cluster).toEqual({ text: 'canary3' });
  });

  it('shows others which keys differ, and no value', () => {
    const [seen] = redactDrift([object('ConfigMap')], false);
    expect(seen.fields[0]).toEqual({
      kind: 'changed',
      path: 'data.mode',
      git: { hidden: true },
      newest: { hidden: true },
      cluster: { hidden: true },
    });
    expect(seen.fields[1].cluster).toEqual({ text: 'b' });
    expect(JSON.stringify(seen)).not.toContain('canary');
  });

  it('is the only kind that is treated so', () => {
    const [seen] = redactDrift([object('Service')], false);
    expect(seen.fields[0].git).toEqual({ text: 'canary1' });
  });
});
