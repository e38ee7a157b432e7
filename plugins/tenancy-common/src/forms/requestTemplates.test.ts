import { capabilities, rootKind, templateOf } from '@groundwork/engine';
import { requestTemplates, tenantKind } from './requestTemplates';

describe('requestTemplates', () => {
  it('are those of the capabilities; npm run schemas writes them', () => {
    expect(requestTemplates).toEqual(
      capabilities.map(templateOf).filter(name => name !== undefined),
    );
  });
});

describe('tenantKind', () => {
  it('is that of the capability that stands for a tenant', () => {
    expect(tenantKind).toBe(rootKind());
  });
});
