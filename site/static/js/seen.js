/* 浏览数：页面真的显示出来，才告诉服务器一次；不用 cookie。 */
const tell = () => navigator.sendBeacon?.(document.querySelector('[data-seen]').dataset.seen);
if (document.visibilityState === 'visible') tell();
else document.addEventListener('visibilitychange', tell, { once: true });
