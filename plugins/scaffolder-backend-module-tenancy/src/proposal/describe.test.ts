import type { PreviewView } from '@groundwork/backstage-plugin-tenancy-common';
import { bodyOf } from './describe';

const preview = (changes: string[]): PreviewView => ({
  changes,
  files: [],
  findings: [],
  removals: [],
  checkedLive: true,
  sources: [],
  base: { platform: 'a', tenants: 'b' },
});

describe('the body of a pull request', () => {
  it('lists what changes', () => {
    expect(bodyOf(preview(['+ Deployment api in dev', '~ x']), [])).toBe(
      '## What changes\n\n- \\+ Deployment api in dev\n- \\~ x\n\nChecked against the live clusters.',
    );
  });

  it('is as long as hosts take, whatever changes', () => {
    const lines = Array.from(
      { length: 3_000 },
      (_, at) => `~ Deployment ${at} ${'x'.repeat(at)}`,
    );
    const body = bodyOf(preview(lines), []);
    expect(body.length).toBeLessThan(65_536);
    expect(body).toContain('- \\~ Deployment 0 \n');
    expect(body).toContain('- and 2900 more');
  });
});
