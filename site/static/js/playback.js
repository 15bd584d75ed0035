/* 草稿里的录像：凭短时有效的通行证播放，播放中自动续期。 */
export class Pass {
  constructor(address) {
    this.address = address;
    this.freshUntil = 0;
  }

  /* A pass that is still good for a while; fetched anew when it is past half of its time. */
  fresh() {
    if (Date.now() < this.freshUntil) return Promise.resolve();
    this.asked ??= this.renew().finally(() => { this.asked = null; });
    return this.asked;
  }

  async renew() {
    const [, token = ''] = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie) || [];
    const answer = await fetch(this.address, { method: 'POST', headers: { 'X-CSRFToken': token } });
    if (!answer.ok) throw new Error(`playback ${answer.status}`);
    const { renew_after: seconds } = await answer.json();
    this.freshUntil = Date.now() + seconds * 1000;
  }

  /* Keep it fresh while `media` plays by the browser's own means. */
  accompany(media) {
    const look = () => this.fresh().catch(() => {});
    media.addEventListener('timeupdate', look);
    media.addEventListener('seeking', look);
  }
}
