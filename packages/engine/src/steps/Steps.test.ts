import {
  previewChange,
  previewChangeInSteps,
  renderChange,
  renderChangeInSteps,
} from '../preview';
import { check, checkInSteps } from '../check';
import { largeChange } from '../testing/largeChange';
import { largeWorld } from '../testing/largeWorld';
import { finish } from './Steps';

describe('long work in steps', () => {
  it('comes to what it comes to at once, with a thousand variables changed', () => {
    const options = largeChange();
    const change = renderChange(options);
    const asked = {
      ...change,
      layout: options.platform.layout,
      present: options.present,
      subject: { cluster: '', group: '', kind: 'Workload', name: 'big' },
    };
    const { rest: _rest, ...all } = change;
    expect(finish(renderChangeInSteps(options))).toMatchObject(all);
    expect(finish(previewChangeInSteps(asked))).toEqual(previewChange(asked));
    expect(previewChange(asked).changes).toContain(
      '~ Request workload-big: env.VARIABLE_7: was 7 → is 7',
    );
  });

  it('takes a step for each object of a check', () => {
    const { snapshot, options } = largeWorld();
    const found = check(snapshot, options);
    expect(found.length).toBeGreaterThan(300);
    expect(finish(checkInSteps(snapshot, options))).toEqual(found);
    expect([...checkInSteps(snapshot, options)].length).toBeGreaterThan(600);
  });
});
