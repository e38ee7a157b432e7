import { tenantStatus } from '../../__fixtures__';
import { attentionItems } from './attentionItems';

describe('attentionItems', () => {
  it('tells only what is in trouble, with who can fix it', () => {
    expect(
      attentionItems(tenantStatus()).map(
        ({ environment, text, fixableBy }) =>
          `${environment}: ${text} (${fixableBy ?? 'nobody'})`,
      ),
    ).toEqual([
      'prod: replicas 3 in Git, 5 in the cluster (tenant)',
      'prod: pay.example.com: nobody announces 10.25.150.222 (platform)',
      'prod: pods may connect to everywhere: pod web-1 is selected by no egress policy (nobody)',
    ]);
  });

  it('is empty when all is well', () => {
    const view = tenantStatus();
    expect(
      attentionItems({
        ...view,
        sync: { ...view.sync, environments: [view.sync.environments[0]] },
        network: {
          ...view.network,
          routes: [view.network.routes[0]],
          isolation: [view.network.isolation[0]],
        },
      }),
    ).toEqual([]);
  });
});
