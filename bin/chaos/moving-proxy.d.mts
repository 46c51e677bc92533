export interface MovingProxy {
  port: number;
  cutAll: () => void;
  swallow: () => void;
  listen: () => void;
  moveTo: (port: number) => void;
  close: () => Promise<void>;
}
export function openMovingProxy(port: number): Promise<MovingProxy>;
