export * from './readAddress';
export * from './isRemote';
