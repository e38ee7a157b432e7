import type { EstateFinding } from '@groundwork/backstage-plugin-tenancy-common';
import type { TenancyApi } from '../../api';

const PAGE = 1_000;

/** Enough for any estate; more is none that somebody reads. */
const MAX_PAGES = 200;

/** All findings of a code, or of all, page after page. */
export async function allFindings(
  api: TenancyApi,
  code: string | undefined,
): Promise<EstateFinding[]> {
  const all: EstateFinding[] = [];
  let offset: number | undefined = 0;
  for (let page = 0; page < MAX_PAGES && offset !== undefined; page++) {
    const { items, next } = await api.getEstateFindings({
      ...(code ? { code } : {}),
      offset,
      limit: PAGE,
    });
    all.push(...items);
    offset = next;
  }
  return all;
}
