import { useApi } from '@backstage/core-plugin-api';
import type {
  DeploymentInput,
  DeploymentView,
} from '@groundwork/backstage-plugin-tenancy-common';
import { useEffect, useState } from 'react';
import { tenancyApiRef } from '../../api';
import { wordsOf } from '../Acting';

const FOLLOW_MS = 2_000;

/** A version does not move from here by itself. */
const ENDS = ['healthy', 'superseded', 'rejected'];

/** Deploys a version, and follows it until it is healthy or will not become so. */
export function useDeploy(place: { tenant: string; workload: string }) {
  const { tenant, workload } = place;
  const api = useApi(tenancyApiRef);
  const [asked, setAsked] = useState<DeploymentInput>();
  const [view, setView] = useState<DeploymentView>();
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const isFollowed = view !== undefined && !ENDS.includes(view.state);

  useEffect(() => {
    if (!isFollowed || !asked) {
      return undefined;
    }
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      try {
        const next = await api.getDeployment({ tenant, workload }, asked);
        if (!abort.signal.aborted) {
          setProblem(undefined);
          setView(before => ({ ...next, url: next.url ?? before?.url }));
        }
      } catch (error) {
        if (!abort.signal.aborted) {
          setProblem(wordsOf(error));
        }
      }
      if (!abort.signal.aborted) {
        timer = setTimeout(look, FOLLOW_MS);
      }
    };
    timer = setTimeout(look, FOLLOW_MS);
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [api, asked, isFollowed, tenant, workload]);

  async function deploy(input: DeploymentInput): Promise<void> {
    if (isPending) {
      return;
    }
    setPending(true);
    setProblem(undefined);
    try {
      setView(await api.deploy({ tenant, workload }, input));
      setAsked(input);
    } catch (error) {
      setProblem(wordsOf(error));
    } finally {
      setPending(false);
    }
  }

  return { deploy, view, isPending, problem };
}
