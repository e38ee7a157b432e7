import { createExtensionTester } from '@backstage/frontend-test-utils';
import { scaffolderTemplateOutputsBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import { templateOutputs } from './templateOutputs';

const { templateRefs } = scaffolderTemplateOutputsBlueprint.dataRefs;

const refsWith = (config?: object) =>
  createExtensionTester(templateOutputs, { config }).get(templateRefs);

describe('the result screen of templates', () => {
  it('is that of those as they are shipped, and of further ones by configuration', () => {
    expect(refsWith()).toContain('template:default/kubernetes-tenant');
    const further = ['template:default/team-space', 'template:shop/web-shop'];
    expect(refsWith({ templateRefs: further })).toEqual([
      ...(refsWith() ?? []),
      ...further,
    ]);
  });

  it.each([['team-space'], [['team-space']], [[7]]])(
    'says what is wrong of %j',
    refs => {
      expect(() => refsWith({ templateRefs: refs })).toThrow(
        /template:default\/team-space/,
      );
    },
  );
});
