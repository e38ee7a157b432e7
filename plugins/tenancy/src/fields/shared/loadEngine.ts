/** The engine, which only who writes a request as YAML needs, and so comes later than the page. */
export const loadEngine = () => import('@groundwork/engine');
