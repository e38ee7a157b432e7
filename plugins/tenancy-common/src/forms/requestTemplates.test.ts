import { capabilities, templateOf } from '@groundwork/engine';
import { requestTemplates } from './requestTemplates';

describe('requestTemplates', () => {
  it('are those of the capabilities; npm run schemas writes them', () => {
    expect(requestTemplates).toEqual(
      capabilities.map(templateOf).filter(name => name !== undefined),
    );
  });
});
