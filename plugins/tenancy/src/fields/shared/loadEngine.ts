/** What forms need of the engine, which only who writes a request as YAML needs, and so comes later than the page. */
export const loadEngine = () => import('./engineParts');
