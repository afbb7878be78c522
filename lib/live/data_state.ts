/** What a viewer is told of the data it follows. Runs in the browser too: no server code here. */

export interface DataState {
  /** A change made now would not be seen now: what is shown is how things stood `ageMs` ago. */
  paused: boolean;
  /**
   * Milliseconds since it was last known for sure that viewers see everything. An age and not a time, because the clocks
   * of two machines are never compared.
   */
  ageMs: number;
}
