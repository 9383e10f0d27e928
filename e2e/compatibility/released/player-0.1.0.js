import"media-chrome/media-airplay-button";import"media-chrome/media-captions-button";import"media-chrome/media-control-bar";import"media-chrome/media-controller";import"media-chrome/media-fullscreen-button";import"media-chrome/media-loading-indicator";import"media-chrome/media-mute-button";import"media-chrome/media-pip-button";import"media-chrome/media-play-button";import"media-chrome/media-time-display";import"media-chrome/media-time-range";import"media-chrome/media-volume-range";import"media-chrome/dist/menu/media-captions-menu.js";import"media-chrome/dist/menu/media-playback-rate-menu.js";import"media-chrome/dist/menu/media-rendition-menu.js";import"media-chrome/dist/menu/media-settings-menu.js";import"media-chrome/dist/menu/media-settings-menu-button.js";import"media-chrome/dist/menu/media-settings-menu-item.js";import{html as rt,nothing as nt}from"lit";import{html as st}from"lit";var k={retry:"Try again",emptyTitle:"No video yet",emptyAdvice:"It will appear here as soon as one is chosen.",quality:"Quality",speed:"Speed",captions:"Captions",errors:{not_found:{title:"This video does not exist or was removed.",advice:"Check the link, or ask whoever shared it."},token_expired:{title:"The link to this video has expired.",advice:"Reload the page to get a new one."},not_entitled:{title:"You do not have access to this video.",advice:"Sign in with another account, or ask whoever shared it."},not_ready:{title:"This video is still being prepared.",advice:"It will appear here as soon as it is ready."},server:{title:"The video could not be loaded right now.",advice:"Try again in a moment."},network:{title:"The video could not be loaded.",advice:"Check your connection and try again."},decode:{title:"The video could not be played.",advice:"Try again. If it happens again, try another browser."},unsupported:{title:"This browser cannot play the video.",advice:"Update it, or try another browser."}}};function ce(e,t){return st`
    <media-loading-indicator slot="centered-chrome" part="loading" noautohide></media-loading-indicator>
    <media-play-button class="start" slot="centered-chrome" part="start-button" notooltip @click=${t}></media-play-button>
    <media-settings-menu hidden anchor="auto" part="settings-menu">
      <media-settings-menu-item ?hidden=${e<2}>
        ${k.quality}
        <media-rendition-menu slot="submenu" hidden><div slot="title">${k.quality}</div></media-rendition-menu>
      </media-settings-menu-item>
      <media-settings-menu-item>
        ${k.speed}
        <media-playback-rate-menu slot="submenu" hidden rates="0.5 0.75 1 1.25 1.5 2">
          <div slot="title">${k.speed}</div>
        </media-playback-rate-menu>
      </media-settings-menu-item>
      <media-settings-menu-item class="captions">
        ${k.captions}
        <media-captions-menu slot="submenu" hidden><div slot="title">${k.captions}</div></media-captions-menu>
      </media-settings-menu-item>
    </media-settings-menu>
    <div class="bottom">
      <media-control-bar part="seek-bar">
        <media-time-range part="time-range"></media-time-range>
      </media-control-bar>
      <media-control-bar part="control-bar">
        <media-play-button part="play-button"></media-play-button>
        <media-mute-button part="mute-button"></media-mute-button>
        <media-volume-range part="volume-range"></media-volume-range>
        <media-time-display part="time-display" showduration></media-time-display>
        <span class="spacer"></span>
        <media-captions-button part="captions-button"></media-captions-button>
        <media-settings-menu-button part="settings-button"></media-settings-menu-button>
        <media-airplay-button part="airplay-button"></media-airplay-button>
        <media-pip-button part="pip-button"></media-pip-button>
        <media-fullscreen-button part="fullscreen-button"></media-fullscreen-button>
      </media-control-bar>
    </div>
  `}function me(e,t){return e!==null&&Number.isFinite(e)&&e>0?pe(e):t?pe(t*1e6/2):2e6}function pe(e){return Math.min(8e6,Math.max(3e5,e))}import{LitElement as lt}from"lit";var dt=["abort","canplay","canplaythrough","durationchange","emptied","ended","enterpictureinpicture","leavepictureinpicture","loadeddata","loadedmetadata","loadstart","pause","play","playing","progress","ratechange","resize","seeked","seeking","timeupdate","volumechange","waiting"],H=class extends lt{get currentTime(){return this.media?.currentTime??0}set currentTime(t){this.media&&(this.media.currentTime=t)}get duration(){return this.media?.duration??Number.NaN}get paused(){return this.media?.paused??!0}get ended(){return this.media?.ended??!1}get seeking(){return this.media?.seeking??!1}get volume(){return this.media?.volume??1}set volume(t){this.media&&(this.media.volume=t)}get playbackRate(){return this.media?.playbackRate??1}set playbackRate(t){this.media&&(this.media.playbackRate=t)}get buffered(){return this.media?.buffered??null}get seekable(){return this.media?.seekable??null}get textTracks(){return this.media?.textTracks??null}get readyState(){return this.media?.readyState??0}get videoWidth(){return this.media?.videoWidth??0}get videoHeight(){return this.media?.videoHeight??0}pause(){this.media?.pause()}requestPictureInPicture(){return this.media?this.media.requestPictureInPicture():Promise.reject(new DOMException("There is no video yet.","InvalidStateError"))}repeatEvents(t){for(let r of dt)t.addEventListener(r,()=>this.dispatchEvent(new Event(r)))}};import{html as Q}from"lit";import{html as G}from"lit";var fe=G`<svg viewBox="0 0 48 48" width="48" height="48" fill="none" stroke="currentColor"
  stroke-width="2" stroke-linejoin="round" aria-hidden="true">
  <rect x="5" y="9" width="38" height="30" rx="4" />
  <path d="M20 18.5v11l9-5.5z" />
</svg>`,ye=G`<svg viewBox="0 0 48 48" width="48" height="48" fill="none" stroke="currentColor"
  stroke-width="2" stroke-linecap="round" aria-hidden="true">
  <circle cx="24" cy="24" r="18" />
  <path d="M24 15v11M24 32.5v.1" stroke-width="3" />
</svg>`,he=G`<svg viewBox="0 0 48 48" width="48" height="48" fill="none" stroke="currentColor"
  stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
  <path d="M14 7h20M14 41h20M17 7v6c0 5 7 8 7 11s-7 6-7 11v6M31 7v6c0 5-7 8-7 11s7 6 7 11v6" />
</svg>`;function ge(e,t){let r=e.code==="not_ready";return Q`<div class="message" part="error" role=${r?"status":"alert"}>
    <slot name="error">
      ${r?he:ye}
      <p class="title">${e.message}</p>
      <p class="advice">${e.advice}</p>
    </slot>
    ${r?null:Q`<button part="retry" type="button" @click=${t}>${k.retry}</button>`}
  </div>`}function be(){return Q`<div class="message" part="empty">
    <slot name="empty">
      ${fe}
      <p class="title">${k.emptyTitle}</p>
      <p class="advice">${k.emptyAdvice}</p>
    </slot>
  </div>`}function Y(e){let{connection:t}=e;return t??{}}function ke(e){return e.frames&&e.frames.decodedBefore+e.frames.decoded}function ve(e){return e.frames&&e.frames.droppedBefore+e.frames.dropped}function xe(e,t,r){return e?t>=e.decoded?{...e,decoded:t,dropped:r}:{decoded:t,dropped:r,decodedBefore:e.decodedBefore+e.decoded,droppedBefore:e.droppedBefore+e.dropped}:{decoded:t,dropped:r,decodedBefore:0,droppedBefore:0}}function we(e){return e.pageLoadMs}function w(e){return e.error?"failed":e.ended?"ended":e.left?"left":e.wanted?e.moving?e.seek?"seeking":e.stall?.since!=null?"stalled":"playing":"starting":e.begunAt===null?"idle":"paused"}function Ee(e){return e.connectedAt===null||e.readyAt===null?null:e.readyAt-e.connectedAt}function Te(e){return e.stalls.count+(e.stall?1:0)}function q(e,t){return e.stalls.ms+ut(e,t)}function ut(e,t){if(!e.stall)return 0;let{since:r,ms:n}=e.stall;return n+(r!==null&&w(e)==="stalled"?Math.max(0,t-r):0)}function Se(e){return e.seeks.count+(F(e.seek)?1:0)}function _e(e){return e.seeks.ms+(F(e.seek)?e.seek.seekedAt-e.seek.since:0)}function F(e){return e!==null&&e.seekedAt!==null&&!e.waited}function Me(e){return e.startupMs}function X(e,t){return e.playingMs+(w(e)==="playing"?Math.max(0,t-e.at):0)}function Ve(e,t){return X(e,t)+q(e,t)}function Pe(e,t,r){return{view_id:r.viewId,sequence:r.sequence,grant:r.grant,started_at:r.startedAt,state:j(e),error:e.error,measures:ct(e,t),dimensions:r.dimensions}}function ct(e,t){return{player_startup_time_ms:Z(Ee(e)),page_load_time_ms:Z(we(e)),startup_time_ms:Z(Me(e)),playing_time_ms:I(X(e,t)),watch_time_ms:I(Ve(e,t)),rebuffer_count:Te(e),rebuffer_duration_ms:I(q(e,t)),seek_count:Se(e),seek_latency_ms:I(_e(e)),decoded_frame_count:ke(e),dropped_frame_count:ve(e)}}function j(e){let t=w(e);return t==="left"||t==="failed"||t==="ended"?t:e.startupMs===null?"waiting":t==="paused"?"paused":"playing"}function I(e){return Math.round(e*10)/10}function Z(e){return e===null?null:I(e)}function Ae(e,t){let r=Math.min(6e4,1e3*2**(e-1));return r/2+r/2*t}var pt=1e4,mt=6;function Re(e){let{snapshot:t,running:r,transport:n,timers:o,random:a}=e,l=0,u=0,i=!1,s=!1,d=!1,m=null;function c(){let f=t(l+1);return f?(l+=1,JSON.stringify(f)):null}function h(f){m?.(),m=d?null:o.after(f,v)}function v(){if(d)return;if(i){s=!0;return}let f=c();f!==null&&(m?.(),m=null,i=!0,n.send(f).then(S=>{i=!1,u=S==="failed"?u+1:0,s&&S!=="failed"?(s=!1,v()):S==="failed"&&u<=mt?(s=!1,h(Ae(u,a()))):r()&&(s=!1,h(pt))}))}function T(){let f=c();f!==null&&n.sendAtExit(f)}function E(){d=!0,m?.(),m=null}return{send:v,sendAtExit:T,stop:E}}var M={after(e,t){let r=setTimeout(t,e);return()=>clearTimeout(r)}};var Be="text/plain;charset=UTF-8";function ee({url:e,fetch:t,sendBeacon:r}){async function n(a){try{let l=await t(e,{method:"POST",body:a,headers:{"content-type":Be},keepalive:!0,credentials:"omit",signal:AbortSignal.timeout(3e4)});return l.ok?"delivered":l.status===429||l.status>=500?"failed":"refused"}catch{return"failed"}}function o(a){try{if(r?.(e,new Blob([a],{type:Be})))return!0}catch{}return n(a),!0}return{send:n,sendAtExit:o}}function te(e,t,r){let n=new AbortController,o=null,a=null,l=0,u=()=>{l=e.currentTime,t({type:"playhead",position:e.currentTime,rate:e.playbackRate})};function i(h){o?.(),o=ft(e,()=>{o=null,u(),e.currentTime===h&&!e.paused&&!e.ended&&i(h)})}function s(){a?.(),a=r.after(1e3,()=>{a=null,!(e.paused||e.ended)&&(u(),d(),s())})}function d(){let h=e.getVideoPlaybackQuality?.();h&&t({type:"frames",decoded:h.totalVideoFrames,dropped:h.droppedVideoFrames})}function m(){return e.loop&&e.currentTime<.5&&l>e.duration-.5}let c=(h,v)=>e.addEventListener(h,v,{signal:n.signal});return c("play",()=>{t({type:"play_requested",position:e.currentTime}),s()}),c("playing",()=>{t({type:"playing",position:e.currentTime}),i(e.currentTime),s()}),c("timeupdate",()=>{e.seeking||u()}),c("waiting",()=>t({type:"waiting",position:e.currentTime})),c("seeking",()=>{m()||t({type:"seeking",position:e.currentTime})}),c("seeked",()=>{t({type:"seeked",position:e.currentTime}),e.paused||i(e.currentTime)}),c("pause",()=>{d(),e.ended||t({type:"pause"})}),c("ended",()=>{d(),t({type:"ended"})}),()=>{d(),n.abort(),o?.(),a?.()}}function ft(e,t){if("requestVideoFrameCallback"in e){let n=e.requestVideoFrameCallback(t);return()=>e.cancelVideoFrameCallback(n)}let r=requestAnimationFrame(t);return()=>cancelAnimationFrame(r)}function re(e,t){let{document:r}=e,n=()=>t({type:r.visibilityState==="hidden"?"hidden":"visible"}),o=()=>t({type:"left"}),a=l=>{l.persisted&&t({type:"returned"})};return r.visibilityState==="hidden"&&t({type:"hidden"}),r.addEventListener("visibilitychange",n),e.addEventListener("pagehide",o),e.addEventListener("pageshow",a),()=>{r.removeEventListener("visibilitychange",n),e.removeEventListener("pagehide",o),e.removeEventListener("pageshow",a)}}var Fe={count:0,ms:0};function L(e){return{at:e,connectedAt:null,pageLoadMs:null,readyAt:null,begunAt:null,startup:null,startupMs:null,wanted:!1,moving:!1,resumed:!1,position:null,playingMs:0,stall:null,stalls:Fe,seek:null,seeks:Fe,frames:null,pausedAt:null,hidden:!1,ended:!1,error:null,left:!1}}function Ie(e,t){return t.type==="source_changed"?!0:t.type!=="play_requested"||e.pausedAt===null?!1:t.at-e.pausedAt>36e5}var yt=.001,ht=.5,gt=1,bt=1e3,kt=9e4;function ne(e,t){let r=Math.max(t.at,e.at),n=U(e,r);switch(t.type){case"connected":return{...n,connectedAt:r,pageLoadMs:t.page_load_ms};case"ready":return n.readyAt===null?{...n,readyAt:r}:n;case"source_changed":return L(r);case"play_requested":return xt(n,t.position);case"play_refused":return wt(n);case"playing":return{...n,resumed:!0,position:t.position};case"playhead":return Et(e,r,t.position,t.rate);case"waiting":return St(n,t.position);case"seeking":return _t(n,t.position);case"seeked":return Mt(n,t.position);case"pause":return Le(n);case"ended":return Vt(n);case"error":return Pt(n,t);case"frames":return{...n,frames:xe(n.frames,t.decoded,t.dropped)};case"hidden":return{...n,hidden:!0};case"visible":return{...n,hidden:!1};case"left":return{...z(n),left:!0};case"returned":return n.left?{...De(n),left:!1}:n}}function U(e,t){let r=t-e.at;if(r>kt&&e.wanted)return vt(e,t);let n=w(e)==="playing"?e.playingMs+r:e.playingMs,o=e.startup&&e.hidden?{...e.startup,hiddenMs:e.startup.hiddenMs+r}:e.startup;return{...e,at:t,playingMs:n,startup:o}}function vt(e,t){let r=t-e.at;return{...e,at:t,startup:e.startup&&{...e.startup,since:e.startup.since+r},stall:e.stall&&{...e.stall,since:e.stall.since===null?null:e.stall.since+r},seek:e.seek&&{...e.seek,since:e.seek.since+r}}}function xt(e,t){if(e.wanted&&!e.error&&!e.ended)return e;let r=e.error!==null||e.ended,n={...e,begunAt:e.begunAt??e.at,startup:e.startupMs===null?{since:e.at,hiddenMs:0}:null,wanted:!0,moving:e.moving&&!r,resumed:!1,position:t,seek:r?null:e.seek,pausedAt:null,ended:!1,error:null,left:!1};return r?D(n):n}function wt(e){if(!e.wanted)return e;let t=e.startupMs!==null||e.error!==null;return{...Le(e),begunAt:t?e.begunAt:null}}function Et(e,t,r,n){let o=U(e,t);if(!(o.wanted&&(!o.moving||o.stall!==null||o.seek!==null))||o.position===null||r<o.position)return{...o,position:r};if(o.seek&&o.seek.seekedAt===null)return{...o,position:r};let l=r-o.position,u=o.resumed||F(o.seek);if(l<(u?yt:ht))return o;let i=Math.max(e.at,t-(n>0?l*1e3/n:0));return U({...Tt(U(e,i)),position:r},t)}function Tt(e){let{startup:t}=e,r=t?Math.max(0,e.at-t.since-t.hiddenMs):e.startupMs;return{...C(D(e)),startup:null,startupMs:r,moving:!0}}function St(e,t){let r={...e,resumed:!1,position:t};return!e.wanted||!e.moving||e.error||e.ended?r:e.seek?{...r,seek:{...e.seek,waited:!0}}:e.stall?De(r):{...r,stall:{since:e.at,ms:0}}}function _t(e,t){let r={...e,position:t};if(e.startupMs===null||e.error||e.ended||e.wanted&&!e.moving)return r;let n=e.position===null?0:t-e.position;if(e.stall?.since!=null&&n>=0&&n<=gt)return r;let o=F(e.seek)?C(r):D(r);return{...o,seek:{since:o.seek?.since??e.at,waited:!1,seekedAt:null}}}function Mt(e,t){if(!e.seek)return{...e,position:t};let r={...e,position:t,seek:{...e.seek,seekedAt:e.at}};return e.wanted?r:C({...r,seek:{...e.seek,waited:!1,seekedAt:e.at}})}function Le(e){return!e.wanted||e.error||e.ended?e:{...z(e.seek?.seekedAt==null?e:C(e)),wanted:!1,startup:null,resumed:!1,pausedAt:e.at}}function Vt(e){if(e.error)return e;let t=z(e.seek?C(e):e),{stall:r}=t;return{...r&&r.ms<bt?{...t,stall:null}:D(t),ended:!0,wanted:!1,moving:!1,startup:null,pausedAt:e.at}}function Pt(e,t){return e.error?e:{...D(e),begunAt:e.begunAt??e.at,error:t.error,wanted:!1,moving:!1,resumed:!1,startup:null,seek:null,pausedAt:e.at}}function z(e){let{stall:t}=e;return!t||t.since===null?e:{...e,stall:{since:null,ms:t.ms+(e.at-t.since)}}}function De(e){let{stall:t}=e;return!t||t.since!==null||!e.wanted?e:{...e,stall:{...t,since:e.at}}}function D(e){let t=z(e).stall;return t?{...e,stall:null,stalls:{count:e.stalls.count+1,ms:e.stalls.ms+t.ms}}:e}function C(e){let{seek:t}=e;if(!t||t.seekedAt===null)return{...e,seek:null};let r=(t.waited?e.at:t.seekedAt)-t.since;return{...e,seek:null,seeks:{count:e.seeks.count+1,ms:e.seeks.ms+r}}}var At=100;function oe(e){let{transport:t,timers:r,now:n,wallClock:o,newViewId:a,random:l}=e,u=e.facts,i=L(n()),s=a(),d="",m=!1,c=h();function h(){return Re({snapshot:v,running:T,transport:t,timers:r,random:l})}function v(g){return i.begunAt===null?null:Pe(i,n(),{...u,viewId:s,sequence:g,startedAt:d})}function T(){return i.wanted&&!i.left}function E(g){let{begunAt:x,left:_,hidden:N}=i;x!==null&&!_&&(i=ne(i,{type:"left",at:g}),c.sendAtExit()),c.stop(),i={...L(g),hidden:N},s=a(),m=!1,c=h()}function f(g){let x={...g,at:n()};Ie(i,x)&&E(x.at);let _=i;i=ne(i,x),_.begunAt===null&&i.begunAt!==null&&S(i.begunAt),_.startupMs===null&&i.startupMs!==null&&e.onFirstFrame?.(i.startupMs),A(_,x)}function S(g){d=new Date(o()-(n()-g)).toISOString(),!m&&(m=!0,e.onStart?.(s))}function A(g,{type:x}){i.begunAt!==null&&(x==="left"||x==="hidden"?c.sendAtExit():g.begunAt===null&&!i.error?r.after(At,c.send):(j(g)!==j(i)||w(g)==="left"!==i.left)&&c.send())}return{get viewId(){return s},get view(){return i},signal:f,describe(g){u=g},stop(){f({type:"left"}),c.stop()}}}var Ce={asset:"ast",upload:"upl",job:"job",task:"tsk",event:"evt",api_key:"key",playback:"pbk",view:"viw",track:"trk",worker:"wkr",request:"req",webhook_endpoint:"whe",webhook_delivery:"whd",audit_entry:"aud"},Rt="0123456789abcdefghjkmnpqrstvwxyz",Oe=26,ie=Oe;function ae(e,t){let r=`${Ce[e]}_`;for(let n=0;n<Oe;n++)r+=Rt.charAt((t[n]??0)&31);return r}var Bt={send:()=>Promise.resolve("delivered"),sendAtExit:()=>!0};function $e(e,t,r){let n=e===null?Bt:ee({url:e,fetch:(...o)=>fetch(...o),sendBeacon:navigator.sendBeacon?.bind(navigator)});return oe({facts:t,transport:n,timers:M,now:()=>performance.now(),wallClock:()=>Date.now(),newViewId:()=>ae("view",crypto.getRandomValues(new Uint8Array(ie))),random:Math.random,...r})}var Ft=new Set(["token_expired","not_entitled","not_ready"]),It=new Set(["not_found","token_expired","not_entitled","unsupported"]);function O(e,t){let{title:r,advice:n}=k.errors[e];return{code:e,message:r,advice:n,businessException:Ft.has(e),retryable:!It.has(e),cause:t}}var Lt={token_expired:"token_expired",unauthenticated:"not_entitled",not_entitled:"not_entitled",insufficient_scope:"not_entitled",not_found:"not_found",gone:"not_found",not_ready:"not_ready"};async function Ne(e,t){if(e.kind!=="http")return O(e.kind,e.message);let r=e.url===null?null:await Ct(e.url,t);return O((r&&Lt[r])??Dt(e.status),e.message)}function Dt(e){return e===401||e===403?"not_entitled":e===404||e===410?"not_found":e===409?"not_ready":e===null||e===0?"network":"server"}async function Ct(e,t){try{let r=await t(e,{signal:AbortSignal.timeout(5e3)});return r.ok||!r.headers.get("content-type")?.includes("json")?(await r.body?.cancel(),null):(await r.json()).code??null}catch{return null}}import Ue,{ErrorDetails as se,ErrorTypes as je,Events as $}from"hls.js";var He={network:0,media:0},Ot=3,$t=2,Nt=1e3;function qe(e,t,r){return e==="media"?t.media>=$t?{action:"give_up"}:{action:"recover_media",delayMs:0,tries:{...t,media:t.media+1}}:t.network>=Ot?{action:"give_up"}:{action:"load_again",delayMs:Nt*2**t.network*(.5+r/2),tries:{...t,network:t.network+1}}}var Ht=1,ze=30,qt=60,jt=3e4,Ut=.25,zt=300,Kt=new Set([401,403,410]),Wt=new Set([se.MANIFEST_INCOMPATIBLE_CODECS_ERROR,se.BUFFER_INCOMPATIBLE_CODECS_ERROR,se.BUFFER_ADD_CODEC_ERROR]);function Ke(){return Ue.isSupported()}function Jt(e,t){return{enableWorker:!1,autoStartLoad:e.preload!=="none",startPosition:e.startTime??-1,startLevel:-1,testBandwidth:!1,abrEwmaDefaultEstimate:e.bandwidth,capLevelToPlayerSize:!0,maxDevicePixelRatio:2,startFragPrefetch:!0,lowLatencyMode:!1,maxBufferLength:e.preload==="auto"?ze:Ht,backBufferLength:qt,xhrSetup:(r,n)=>r.open("GET",t(n),!0)}}function We(e){let{media:t,url:r,timers:n,random:o,onReady:a,onFault:l,onRenditions:u}=e,i=[],s=new Ue(Jt(e,b=>i.reduce((p,y)=>y(p),b))),d=He,m=!1,c=e.preload!=="none",h=Number.NEGATIVE_INFINITY,v=null,T=null,E=!1;function f(b){E||(E=!0,v?.(),s.stopLoad(),l(b))}function S(){m?s.startLoad():s.loadSource(r)}function A(b,p){let y=qe(b,d,o());if(y.action==="give_up"){f(p);return}d=y.tries,v?.(),v=n.after(y.delayMs,()=>{y.action==="load_again"?S():g()})}function g(){let b=!t.paused;s.recoverMediaError(),b&&t.play().catch(()=>{})}function x(b){let p=performance.now();p-h>jt&&(d={...d,media:0}),h=p,A("media",{kind:"decode",status:null,url:null,message:b})}function _(b,p){let y=p.response?.code??0,V=p.url??p.context?.url??p.frag?.url??r,R=`${p.details}: ${p.error.message}`,B={kind:"http",status:y,url:V,message:`${p.details} (${y})`};if(Kt.has(y))f(B);else{if(!p.fatal||E)return;Wt.has(p.details)?f({kind:"unsupported",status:null,url:null,message:R}):p.type===je.MEDIA_ERROR?x(R):p.type!==je.NETWORK_ERROR?f({kind:"decode",status:null,url:null,message:R}):y>=400&&y<500?f(B):y!==0?A("network",B):A("network",{kind:"network",status:null,url:V,message:p.details})}}let N=()=>s.latestLevelDetails?.live===!1&&t.duration-t.currentTime<Ut,de=()=>{T?.(),N()&&(T=n.after(zt,()=>{N()&&!t.ended&&!t.seeking&&s.trigger($.BUFFER_EOS,{type:null})}))},ue=()=>{t.error?.code===MediaError.MEDIA_ERR_DECODE&&x(t.error.message)};return s.on($.MEDIA_ATTACHED,a),s.on($.MANIFEST_PARSED,(b,{levels:p})=>{m=!0;let y=p.map(({width:V,height:R,bitrate:B},at)=>({id:String(at),width:V,height:R,bitrate:B}));u(y,V=>{s.nextLevel=V})}),s.on($.FRAG_BUFFERED,()=>{d={...d,network:0}}),s.on($.ERROR,_),t.addEventListener("error",ue),t.addEventListener("waiting",de),s.attachMedia(t),c&&s.loadSource(r),{demand(){s.config.maxBufferLength=ze,!c&&(c=!0,s.config.autoStartLoad=!0,s.loadSource(r))},redirect(b,p){return i.push(y=>y.startsWith(b)?p+y.slice(b.length):y),!E},bandwidth:()=>m?s.bandwidthEstimate:null,destroy(){E=!0,v?.(),T?.(),t.removeEventListener("error",ue),t.removeEventListener("waiting",de),u([],()=>{}),s.destroy()}}}var Gt="application/vnd.apple.mpegurl";function Je(e){return e.canPlayType(Gt)!==""}function Ge(e){let{media:t,url:r,startTime:n,preload:o,onReady:a,onFault:l,onRenditions:u}=e,i=new AbortController,s=(d,m)=>t.addEventListener(d,m,{signal:i.signal});return s("loadedmetadata",()=>{n!==null&&(t.currentTime=n)}),s("error",()=>{let{error:d}=t;if(!d||d.code===MediaError.MEDIA_ERR_ABORTED)return;let m=d.message||`media error ${d.code}`;d.code===MediaError.MEDIA_ERR_DECODE?l({kind:"decode",status:null,url:null,message:m}):l({kind:"http",status:null,url:r,message:m})}),t.preload=o,t.src=r,u([],()=>{}),a(),{demand(){t.preload="auto"},redirect:()=>!1,bandwidth:()=>null,destroy(){i.abort(),t.removeAttribute("src"),t.load()}}}function Qe(e){return Ke()?We(e):Je(e.media)?Ge(e):null}var Qt=3e3,K=class{monitor;#e;#r;#n;#t=null;#i=null;#o=!1;#s=null;#l=!1;constructor(t){let{media:r,source:n,facts:o,onStart:a,onFirstFrame:l}=t;this.#e=t,this.#n=n,this.monitor=$e(n.beaconUrl,o,{onStart:a,onFirstFrame:l});let u=this.monitor.signal,i=()=>this.#t?.demand();r.addEventListener("play",i),this.#r=[te(r,u,M),re(window,u),()=>r.removeEventListener("play",i)]}open(){this.monitor.signal({type:"connected",page_load_ms:this.#e.pageLoadMs}),this.#p(this.#e.startTime)}async play(){let{media:t}=this.#e;this.#i&&this.#c(),this.#o=!0,this.monitor.signal({type:"play_requested",position:t.currentTime}),this.#t?.demand();try{await t.play()}catch(r){throw r instanceof DOMException&&r.name==="NotAllowedError"&&(this.#o=!1,this.monitor.signal({type:"play_refused"})),r}}refresh(t,r){let n=this.#n.base;this.#n=t,this.monitor.describe(r),this.#i?this.#a():(n===null||t.base===null||!this.#t?.redirect(n,t.base))&&(this.#o=!this.#e.media.paused,this.#a())}bandwidth(){return this.#t?.bandwidth()??null}close(){this.#l=!0;for(let t of this.#r)t();this.monitor.stop(),this.#s?.(),this.#t?.destroy(),this.#t=null}#p(t){let{media:r,preload:n,bandwidth:o,onRenditions:a}=this.#e;this.#t=Qe({media:r,url:this.#n.url,startTime:t,preload:n,bandwidth:o,timers:M,random:Math.random,onReady:()=>this.monitor.signal({type:"ready"}),onFault:l=>{this.#m(l)},onRenditions:a}),this.#t||this.#u(O("unsupported","neither Media Source Extensions nor native HLS"))}async#m(t){let r=this.#t,n=await Ne(t,(...o)=>fetch(...o));this.#l||r!==this.#t||(this.#o||=!this.#e.media.paused,this.#u(n),n.code==="not_ready"&&this.#d(),n.code==="network"&&(this.#s=Xt(this.#a)))}#d(){this.#s=M.after(Qt,async()=>{let t=await Yt(this.#n.url);this.#l||this.#i?.code!=="not_ready"||(t?this.#d():this.#a())})}#u(t){let{code:r,cause:n,businessException:o}=t,a=`${t.message} ${n}`.slice(0,500);this.monitor.signal({type:"error",error:{code:r,message:a,business_exception:o}}),this.#e.media.pause(),this.#i=t,this.#e.onError(t)}#c(){let{media:t,startTime:r}=this.#e,n=t.currentTime>0?t.currentTime:r;this.#s?.(),this.#t?.destroy(),this.#i=null,this.#e.onError(null),this.#p(n)}#a=()=>{let t=this.#o;this.#c(),t&&this.play().catch(()=>{})}};async function Yt(e){try{let{status:t,body:r}=await fetch(e);return await r?.cancel(),t===409}catch{return!0}}function Xt(e){return window.addEventListener("online",e,{once:!0}),()=>window.removeEventListener("online",e)}function Ye(e,t){let{playbackId:r,playbackToken:n,src:o}=e,a=n||r;if(a){let u=new URL(e.api.replace(/\/*$/,"/")||"/",t).href,i=`${u}play/${encodeURIComponent(a)}/`;return{url:`${i}master.m3u8`,base:i,poster:`${i}poster.jpg`,storyboard:`${i}storyboard.vtt`,grant:a,beaconUrl:`${u}v1/beacons`,identity:r||Zt(n)||n}}if(!o)return null;let l=new URL(o,t).href;return{url:l,base:null,poster:null,storyboard:null,grant:null,beaconUrl:null,identity:l}}function Zt(e){let t=e.split(".")[1];if(!t)return null;try{let r=JSON.parse(atob(t.replaceAll("-","+").replaceAll("_","/")));return typeof r.sub=="string"?r.sub:null}catch{return null}}import{css as er}from"lit";var Xe=er`
  :host {
    --_accent: var(--firstframe-accent, #5b8cff);
    --_control: var(--firstframe-control-color, #fff);
    --_scrim: rgb(8 10 16 / 0.78);
    position: relative;
    display: block;
    box-sizing: border-box;
    width: 100%;
    aspect-ratio: var(--firstframe-aspect-ratio, var(--_natural-ratio, 16 / 9));
    overflow: hidden;
    color: var(--_control);
    background: var(--firstframe-background, #000);
    border-radius: var(--firstframe-radius, 0);
    font-family: var(--firstframe-font, system-ui, sans-serif);
    line-height: 1.4;
  }

  :host([hidden]) {
    display: none;
  }

  :host(:fullscreen) {
    width: 100%;
    height: 100%;
    border-radius: 0;
    aspect-ratio: auto;
  }

  .frame {
    position: absolute;
    inset: 0;
    container: firstframe / size;
  }

  media-controller {
    --media-background-color: transparent;
    --media-primary-color: var(--_control);
    --media-icon-color: var(--_control);
    --media-text-color: var(--_control);
    --media-control-background: transparent;
    --media-control-hover-background: rgb(255 255 255 / 0.14);
    --media-range-bar-color: var(--_accent);
    --media-range-thumb-background: var(--_accent);
    --media-range-track-background: rgb(255 255 255 / 0.28);
    --media-time-range-buffered-color: rgb(255 255 255 / 0.35);
    --media-range-track-height: 4px;
    --media-range-track-border-radius: 2px;
    --media-focus-box-shadow: inset 0 0 0 2px #fff;
    --media-tooltip-background: rgb(8 10 16 / 0.92);
    --media-menu-background: rgb(16 19 28 / 0.94);
    --media-menu-item-hover-background: rgb(255 255 255 / 0.12);
    --media-menu-border-radius: 8px;
    --media-font-family: inherit;
    --media-font-size: 14px;
    position: absolute;
    inset: 0;
    display: block;
    width: 100%;
    height: 100%;
  }

  video,
  [slot="poster"] {
    width: 100%;
    height: 100%;
    object-fit: var(--firstframe-object-fit, contain);
  }

  /* Its lower end lies over the shade of the controls. */
  media-settings-menu {
    z-index: 1;
    margin: 0 8px 4px;
    border-radius: 8px;
  }

  .bottom {
    position: relative;
    align-self: stretch;
    padding: 32px 8px 4px;
    background: linear-gradient(to top, rgb(0 0 0 / 0.72), rgb(0 0 0 / 0.36) 55%, transparent);
  }

  .bottom media-control-bar {
    display: flex;
    width: 100%;
  }

  .bottom media-time-range {
    flex: 1;
    height: 22px;
    padding: 0 6px;
  }

  .bottom .spacer {
    flex: 1;
  }

  .bottom media-volume-range {
    width: 84px;
    height: auto;
    padding: 0 6px 0 2px;
  }

  .bottom media-control-bar > * {
    border-radius: 6px;
  }

  media-play-button.start {
    width: 72px;
    height: 72px;
    padding: 0;
    --media-button-icon-width: 36px;
    --media-button-icon-height: 36px;
    --media-control-background: var(--_scrim);
    --media-control-hover-background: var(--_accent);
    --media-focus-box-shadow: 0 0 0 3px #fff;
    border-radius: 50%;
  }

  media-loading-indicator {
    --media-loading-indicator-icon-width: 64px;
    --media-loading-indicator-icon-height: 64px;
    position: absolute;
  }

  /* Hidden: the start button once it has started, what has no use for this video or in this browser, and all
     controls while there is nothing to control. */
  media-controller:is([mediahasplayed], :not([mediapaused])) media-play-button.start,
  :host([data-state]) :is(.bottom, .start, media-loading-indicator),
  media-captions-button:not([mediasubtitleslist]),
  media-controller:not([mediasubtitleslist]) .captions,
  media-volume-range[mediavolumeunavailable],
  media-pip-button[mediapipunavailable],
  media-airplay-button[mediaairplayunavailable],
  media-fullscreen-button[mediafullscreenunavailable],
  media-settings-menu-item[hidden] {
    display: none !important;
  }

  .message {
    position: absolute;
    inset: 0;
    display: flex;
    flex-direction: column;
    gap: 6px;
    align-items: center;
    justify-content: safe center;
    padding: 16px;
    overflow: auto;
    text-align: center;
    background: var(--_scrim);
  }

  .message[part="empty"] {
    background: radial-gradient(circle at 50% 40%, #232838, #0d1018 75%);
  }

  .message svg {
    flex: none;
    margin-bottom: 4px;
    opacity: 0.8;
  }

  .message p {
    max-width: 36em;
    margin: 0;
  }

  .message .title {
    font-size: 1.125rem;
    font-weight: 600;
  }

  .message .advice {
    font-size: 0.9375rem;
    opacity: 0.82;
  }

  .message button {
    flex: none;
    min-height: 44px;
    padding: 0 22px;
    margin-top: 12px;
    font: inherit;
    font-weight: 600;
    color: #0b0e15;
    cursor: pointer;
    background: #fff;
    border: 0;
    border-radius: 22px;
  }

  .message button:hover {
    background: #dfe6ff;
  }

  .message button:focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: 3px;
  }

  @container firstframe (width < 420px) {
    .bottom :is(media-volume-range, media-pip-button),
    .message svg {
      display: none;
    }

    .message .title {
      font-size: 1rem;
    }

    .message .advice {
      font-size: 0.875rem;
    }

    .message button {
      min-height: 40px;
      margin-top: 6px;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    media-controller {
      --media-control-transition-in: none;
      --media-control-transition-out: none;
    }
  }
`;function Ze(e,t){let r=document.createElement("track");return Object.assign(r,{kind:"metadata",label:"thumbnails",src:t,default:!0}),e.append(r),r}var W=class extends EventTarget{#e=[];#r=-1;#n=()=>{};get length(){return this.#e.length}get selectedIndex(){return this.#r}set selectedIndex(t){t===this.#r||t<-1||t>=this.length||(this.#r=t,this.#n(t),this.dispatchEvent(new Event("change")))}replace(t,r){for(let n of this.#e.keys())Reflect.deleteProperty(this,n);this.#e=t,this.#n=r,this.#r=-1,t.forEach((n,o)=>{Object.defineProperty(this,o,{value:n,configurable:!0})}),this.dispatchEvent(new Event(t.length>0?"addrendition":"removerendition"))}[Symbol.iterator](){return this.#e[Symbol.iterator]()}};var et="0.1.0";var le=["custom_1","custom_2","custom_3","custom_4","custom_5","custom_6","custom_7","custom_8","custom_9","custom_10"];function tt(e){return{player_version:et,...P("page_host",e.pageHost,253),...P("connection_type",e.connectionType,32),...P("viewer_id",e.viewerId,128),...P("experiment_name",e.experimentName,100),...P("experiment_arm",e.experimentArm,100),...Object.assign({},...le.map(t=>P(t,e.custom(t),200)))}}function P(e,t,r){return t?{[e]:t.slice(0,r)}:{}}var ot="firstframe:view";function it(e){return e.replace("_","")}var J=class extends H{static styles=Xe;static properties={playbackId:{attribute:"playback-id"},playbackToken:{attribute:"playback-token"},api:{},src:{},autoplay:{type:Boolean},muted:{type:Boolean},loop:{type:Boolean},preload:{},poster:{},startTime:{attribute:"start-time",type:Number},videoTitle:{attribute:"video-title"},viewerId:{attribute:"viewer-id"},connection:{},experimentName:{attribute:"experiment-name"},experimentArm:{attribute:"experiment-arm"},...Object.fromEntries(le.map(t=>[it(t),{attribute:t.replace("_","-")}]))};videoRenditions=new W;#e=null;#r=null;#n=null;#t=null;#i=!1;#o=null;#s=0;#l=null;get media(){return this.renderRoot?.querySelector("video")??null}get error(){return this.#t}get viewId(){return this.#e?.monitor.viewId??null}async play(){if(await this.updateComplete,!this.#e)throw new DOMException("There is nothing to play.","NotSupportedError");await this.#e.play()}connectedCallback(){super.connectedCallback(),this.#s=performance.now(),this.hasUpdated&&this.requestUpdate("src",void 0)}disconnectedCallback(){super.disconnectedCallback(),this.#d()}willUpdate(){let{playbackId:t,playbackToken:r,api:n,src:o}=this,a=Ye({playbackId:t??"",playbackToken:r??"",api:n??"",src:o??""},globalThis.document?.baseURI??"http://localhost/");a?.poster!==this.#r?.poster&&(this.#i=!1),this.#r=a,this.toggleAttribute("data-state",!a||this.#t!==null)}render(){let t=this.poster??this.#r?.poster??null,r=!this.#r||this.#t!==null;return rt`<div class="frame">
      <media-controller
        part="controller"
        defaultstreamtype="on-demand"
        aria-label=${this.videoTitle??nt}
        ?inert=${r}
      >
        <video slot="media" part="video" playsinline crossorigin="anonymous" aria-label=${this.videoTitle??nt}></video>
        ${t&&!this.#i?rt`<img slot="poster" part="poster" src=${t} alt="" @error=${this.#h} />`:null}
        ${ce(this.videoRenditions.length,this.#f)}
      </media-controller>
      ${this.#t?ge(this.#t,this.#y):this.#r?null:be()}
    </div>`}firstUpdated(){let{media:t}=this;if(!t)return;Object.defineProperty(t,"videoRenditions",{value:this.videoRenditions});let r=this.renderRoot.querySelector("media-controller");r&&Object.assign(r,{fullscreenElement:this}),this.repeatEvents(t),t.addEventListener("volumechange",()=>{this.muted=t.muted}),t.addEventListener("resize",()=>this.#g(t))}updated(t){let{media:r}=this;r&&(t.has("muted")&&(r.muted=this.muted),r.loop=this.loop,this.#p(r))}#p(t){let r=this.#r;if(!r||!this.isConnected){this.#d();return}let n=this.#n;if(this.#e&&n?.identity===r.identity){this.#e.monitor.describe(this.#u(r)),n.url!==r.url&&(this.#e.refresh(r,this.#u(r)),this.#o&&r.storyboard&&(this.#o.src=r.storyboard)),this.#n=r;return}this.#d(),this.#n=r,this.#m(t,r)}#m(t,r){let n=performance.getEntriesByName(ot).length===0?this.#s:null;performance.mark(ot);let o=new K({media:t,source:r,facts:this.#u(r),pageLoadMs:n,startTime:this.startTime,preload:this.autoplay?"auto":this.preload??"metadata",bandwidth:me(this.#l,Y(navigator).downlink),onStart:a=>this.#a("viewstart",{view_id:a}),onFirstFrame:a=>{let l=t.videoWidth>0?this.#r?.storyboard:null;l&&(this.#o=Ze(t,l)),this.#a("firstframe",{startup_time_ms:a})},onError:a=>this.#c(a),onRenditions:(a,l)=>{this.videoRenditions.replace(a,l),this.requestUpdate()}});this.#e=o,o.open(),this.autoplay&&o.play().catch(()=>{})}#d(){this.#l=this.#e?.bandwidth()??this.#l,this.#e?.close(),this.#e=null,this.#n=null,this.#o?.remove(),this.#o=null,this.#t&&this.#c(null)}#u({grant:t}){let r=tt({pageHost:location.host,connectionType:this.connection||Y(navigator).effectiveType,viewerId:this.viewerId??"",experimentName:this.experimentName??"",experimentArm:this.experimentArm??"",custom:n=>this[it(n)]??""});return{grant:t??"",dimensions:r}}#c(t){this.#t=t,this.requestUpdate(),t&&this.#a("error",t)}#a(t,r){this.dispatchEvent(new CustomEvent(t,{detail:r}))}#y=()=>{this.#f(),this.#e?.play().catch(()=>{})};#f=()=>this.media?.focus({preventScroll:!0});#h=()=>{this.#i=!0,this.requestUpdate()};#g({videoWidth:t,videoHeight:r}){let n=t>=r&&r>0?`${t} / ${r}`:"";this.style.setProperty("--_natural-ratio",n)}};globalThis.customElements&&!customElements.get("firstframe-player")&&customElements.define("firstframe-player",J);
