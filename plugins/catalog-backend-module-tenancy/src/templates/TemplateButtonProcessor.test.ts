import type { Entity } from '@backstage/catalog-model';
import { TemplateButtonProcessor } from './TemplateButtonProcessor';

const processor = new TemplateButtonProcessor('Open pull request');

function template(createButtonText: string, action: string): Entity {
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: { name: 'a-template' },
    spec: {
      type: 'workload',
      presentation: {
        buttonLabels: { reviewButtonText: 'Review', createButtonText },
      },
      steps: [{ action }],
    },
  };
}

describe('TemplateButtonProcessor', () => {
  it('has our templates say what their last button does', async () => {
    const { spec } = await processor.preProcessEntity(
      template('Propose this', 'tenancy:workload'),
    );
    expect(spec).toMatchObject({
      type: 'workload',
      presentation: {
        buttonLabels: {
          reviewButtonText: 'Review',
          createButtonText: 'Open pull request',
        },
      },
    });
  });

  it.each([
    ['that says something of its own', template('Go', 'tenancy:workload')],
    ['of somebody else', template('Propose this', 'publish:github')],
    [
      'that is none',
      { ...template('Propose this', 'tenancy:route'), kind: 'Component' },
    ],
  ])('leaves a template %s alone', async (_, entity) => {
    expect(await processor.preProcessEntity(entity)).toBe(entity);
  });
});
