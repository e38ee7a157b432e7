import { Rule, say, sayMessage } from './rule';

const problems = ['InvalidSpecError', 'ComparisonError', 'UnknownError'];

/** What keeps Argo CD from comparing the cluster with Git. */
export const comparison: Rule = one => {
  const { app } = one;
  const problem = app.conditions.find(({ type }) => problems.includes(type));
  if (problem) {
    return sayMessage(one, problem.message || problem.type, {
      since: problem.since,
    });
  }
  return app.sync === 'Unknown'
    ? say(one, 'Unknown', 'Argo CD cannot compare the cluster with Git', {
        fixableBy: 'platform',
      })
    : undefined;
};

/** The branch that a hydrator writes for the Application. */
export const hydration: Rule = one => {
  const { hydration: current } = one.app;
  if (current?.phase === 'Failed') {
    return sayMessage(one, current.message, {
      why: `hydrating failed: ${current.message}`,
      since: current.startedAt,
    });
  }
  return current?.phase === 'Hydrating'
    ? say(one, 'Progressing', 'its manifests are being hydrated', {
        since: current.startedAt,
      })
    : undefined;
};
