/** The ids of the agents in a fresh world; the API cannot create any. The sandbox never generates UUIDs of version 8. */
export const FRONT_DESK = '00000000-0000-8000-8000-00000a9e0001';
export const AFTER_HOURS = '00000000-0000-8000-8000-00000a9e0002';
export const RECEPTION = '00000000-0000-8000-8000-00000a9e0003';
