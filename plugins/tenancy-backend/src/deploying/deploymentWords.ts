import type { SetImage } from '@groundwork/engine';

/** Title and body of the commit or pull request. Images have been parsed, so nothing in them is markup. */
export function deploymentWords(options: {
  caller: string;
  tenant: string;
  workload: string;
  change: SetImage;
  changes: readonly string[];
}): { title: string; body: string } {
  const { caller, tenant, workload, change, changes } = options;
  const moved = change.images.filter(({ from, to }) => from !== to);
  const versions = [...new Set(moved.map(({ to }) => versionOf(to)))];
  const places = moved.map(({ environment }) => environment).join(', ');
  return {
    title: `Deploy ${workload} ${versions.join(
      ', ',
    )} of ${tenant} to ${places}`,
    body: [
      ...moved.map(
        ({ environment, from, to }) => `- ${environment}: ${from} -> ${to}`,
      ),
      ...(changes.length > 0
        ? ['', ...changes.map(each => `- ${each.replace(/^[-+~]/, '\\$&')}`)]
        : []),
      '',
      `Asked for by ${caller}.`,
    ].join('\n'),
  };
}

/** The tag of an image, else the beginning of its digest. */
function versionOf(image: string): string {
  const [, tag] = /:([^:/@]+)(?:@|$)/.exec(image) ?? [];
  const [, digest] = /@(sha\d+:[0-9a-f]{12})/.exec(image) ?? [];
  const isDigest = image.includes('@');
  return (isDigest && !/:[^:/@]+@/.test(image) ? digest : tag) ?? image;
}
