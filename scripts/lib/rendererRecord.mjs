import { createHash } from 'node:crypto';

/**
 * The rule by which `rendererVersion` is raised: once a release, with the first change by which the same requests render to
 * other files. Until the engine's version moves on from the one that is recorded, nobody has files of it.
 *
 * @param recorded - what is committed; undefined where nothing is yet
 * @param now - `renderer` and `engine`, the versions in the sources; `requests` and `rendered`, hashes of the demo estates
 * @returns what to record, or why that can't be
 */
export function rendererRecord(recorded, now) {
  const isSameInput = recorded?.requests === now.requests;
  const mustRaise =
    recorded !== undefined &&
    recorded.engine !== now.engine &&
    recorded.renderer === now.renderer &&
    isSameInput &&
    recorded.rendered !== now.rendered;
  if (mustRaise) {
    return {
      problem: `Requests render to other files than with ${recorded.engine}. Raise rendererVersion (packages/engine/src/names/labels.ts) from ${recorded.renderer}`,
    };
  }
  const isReleased =
    recorded !== undefined &&
    recorded.engine !== now.engine &&
    recorded.renderer === now.renderer &&
    recorded.rendered === now.rendered;
  // What a version was first released with stays beside it.
  return { record: isReleased ? recorded : now };
}

/** A hash of files by their paths, whatever their order; the version that objects name is left out of it. */
export function hashOf(files, version) {
  const hash = createHash('sha256');
  for (const path of [...files.keys()].sort()) {
    const content = files
      .get(path)
      .replaceAll(`/renderer: '${version}'`, '/renderer: ...');
    hash.update(JSON.stringify([path, content]));
  }
  return hash.digest('hex');
}
