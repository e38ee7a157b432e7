import { mockServices } from '@backstage/backend-test-utils';
import { installed } from './installed';

describe('installed', () => {
  const part = {
    pluginId: 'scaffolder',
    name: 'The scaffolder',
    cost: 'There are no forms.',
    copy: "backend.add(import('the-scaffolder'));",
  };
  const target = { internal: 'http://portal:7007/api/{{pluginId}}' };
  const told = (plugins: string[] | undefined, is: boolean | undefined) =>
    installed(
      mockServices.rootConfig({
        data: plugins
          ? { discovery: { endpoints: [{ target, plugins }] } }
          : {},
      }),
      is,
      part,
    );

  it('has the plugin added where it is missing', () => {
    expect(told(undefined, false)).toMatchObject({
      why: 'The scaffolder is not installed.',
      copy: part.copy,
    });
    expect(told(['scaffolder'], false)).toMatchObject({ copy: part.copy });
    expect(told(['*'], false)).toMatchObject({ copy: part.copy });
  });

  it('has an endpoint added in a backend that asks others and knows none for it', () => {
    expect(told(['catalog'], false)).toMatchObject({
      state: 'off',
      why: expect.stringContaining('discovery.endpoints'),
      copy: expect.stringContaining('plugins: [scaffolder]'),
    });
  });

  it('has nothing rerouted where the plugin answered, or only something else runs elsewhere', () => {
    const config = mockServices.rootConfig({
      data: { discovery: { endpoints: [{ target, plugins: ['catalog'] }] } },
    });
    const { pluginId: _, ...answered } = part;
    expect(installed(config, false, answered)).toMatchObject({
      copy: part.copy,
    });
    expect(told(['search'], false)).toMatchObject({ copy: part.copy });
  });

  it('says no such thing of a plugin that answers, or is silent', () => {
    expect(told(['catalog'], true)).toMatchObject({ state: 'on' });
    expect(told(['catalog'], undefined)).toMatchObject({ state: 'unknown' });
  });
});
