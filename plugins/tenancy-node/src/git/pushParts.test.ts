import { Errors } from 'isomorphic-git';
import { isRace, refusalOf } from './pushParts';

const url = 'https://git.example.com/acme/estate.git';

const refused = (said: string) =>
  new Errors.GitPushError(`\n  - refs/heads/main: ${said}`, {
    ok: false,
    error: null,
    refs: {},
  });

describe('a push that a remote refused', () => {
  it.each([
    'fetch first',
    'non-fast-forward',
    'non-fast forward',
    'failed to lock',
    "cannot lock ref 'refs/heads/main'",
    'failed to update ref',
    'remote ref is at 1 but expected 2 (incorrect old value provided)',
  ])('is a race where somebody else was faster: %s', said => {
    expect(isRace(refused(said))).toBe(true);
  });

  it.each([
    'protected branch hook declined',
    'pre-receive hook declined',
    'GH013: Repository rule violations found for refs/heads/main',
    'TF402455: Pushes to this branch are blocked; you must use a pull request',
    'You are not allowed to push code to protected branches on this project',
    'prohibited by Gerrit: not permitted: update',
  ])('is forbidden where it says so: %s', said => {
    expect(isRace(refused(said))).toBe(false);
    expect(refusalOf(url, `\n  - ${said}`, {})).toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining(`refused the push: ${said}. The`),
    });
  });

  it.each(['server bug; ref not processed', 'internal server error'])(
    'is neither where it may pass by itself: %s',
    said => {
      expect(isRace(refused(said))).toBe(false);
      expect(refusalOf(url, said, {}).name).toBe('ConflictError');
    },
  );

  it.each([
    'Commit message does not follow the pattern',
    'Commits must be signed',
    '\u001b[31mSecrets detected\u001b[0m in a.yaml',
  ])(
    'is told with what a hook says, and no race whatever that is: %s',
    hook => {
      const problem = refusalOf(url, '\n  - main: pre-receive hook declined', {
        remarks: `${hook}\r\nstale\n`,
      });
      expect(problem).toMatchObject({
        name: 'NotAllowedError',
        message: expect.stringMatching(/a check of that remote/i),
      });
      expect(problem.message).toContain(hook.match(/[A-Z][\w ]+/)?.[0]);
      expect(problem.message).not.toContain('\u001b');
      expect(problem.message).not.toContain('\n');
    },
  );
});
