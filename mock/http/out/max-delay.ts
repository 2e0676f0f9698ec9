/** The longest delay that a Node timer accepts: 2³¹−1 ms, about 24 days. A timer with a longer delay would fire immediately. */
export const MAX_DELAY_MS = 2_147_483_647;
