/** The reply of a server that generates nothing; it is as long as the sandbox's reply. */
export const STATIC_REPLY = {
  data: {
    token: 'rvw_bOBT5xWx1kvjoloy-4kI0R-K94jyN7RjVIXkr53ZcaI',
    expires_in: 14_400,
    call_id: '2fa9aeb1-62fd-4385-9ee1-1d148409fba9',
    from_number: '+14155550100',
    to_number: '+14155550110',
  },
};
