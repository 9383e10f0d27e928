var ar=Object.defineProperty;var u=(e,t,r)=>()=>{if(r)throw r[0];try{return e&&(t=e(e=0)),t}catch(n){throw r=[n],n}};var v=(e,t)=>{for(var r in t)ar(e,r,{get:t[r],enumerable:!0})};var ze={};v(ze,{sendParts:()=>yr});async function yr(e,t){let{file:r,onUrls:n,onProgress:o}=e,i=[...e.partUrls],a=new Map,s=new AbortController,d=AbortSignal.any([e.signal,s.signal]),l=h=>Math.floor(r.size*h/i.length);try{await Promise.all(i.map((h,y)=>t({...e,blob:r.slice(l(y),l(y+1)),metadata:{},partial:!0,uploadUrl:h,signal:d,onUrl:g=>{i[y]=g,n({uploadUrl:null,partUrls:[...i]})},onProgress:g=>{a.set(y,g),a.size===i.length&&o([...a.values()].reduce((te,re)=>te+re))}})))}finally{s.abort()}let{endpoint:m,token:p,metadata:f}=e;return fetch(m,{method:"POST",headers:{authorization:`Bearer ${p}`,"tus-resumable":"1.0.0","upload-concat":`final;${i.join(" ")}`,"upload-metadata":Object.entries(f).map(([h,y])=>`${h} ${gr(y)}`).join(",")},signal:AbortSignal.any([e.signal,AbortSignal.timeout(12e4)])})}function gr(e){return btoa(String.fromCharCode(...new TextEncoder().encode(e)))}var Ce=u(()=>{"use strict"});function se(e,t,r){return{id:e,name:t,sizeBytes:r,status:"waiting",sentBytes:0,needsFile:!1,speedBps:null,started:!1,retryAt:null,uploadId:null,assetId:null,remote:null,error:null}}function Ge(e,t){if(!Pr[t.type](e.status))return e;switch(t.type){case"prepare":return{...e,status:"preparing",error:null};case"granted":return t.uploadId===e.uploadId?e:{...e,uploadId:t.uploadId,assetId:t.assetId,sentBytes:0,started:!1,remote:null};case"send":return{...e,status:"uploading",started:!0,retryAt:null};case"progress":return{...e,sentBytes:Math.min(t.sentBytes,e.sizeBytes),speedBps:t.speedBps};case"interrupt":return{...e,status:t.online?"retrying":"offline",retryAt:t.retryAt,speedBps:null};case"received":return{...e,status:"processing",sentBytes:e.sizeBytes,speedBps:null,retryAt:null};case"told":return U(e)?{...e,remote:t.remote}:Ar(e,t.remote);case"untold":return{...e,status:"untracked"};case"pause":return{...e,status:"paused",speedBps:null,retryAt:null};case"requeue":return{...e,status:"waiting",error:null,...e.remote?.asset.status==="failed"&&{sentBytes:0,remote:null},retryAt:null,speedBps:null};case"provided":return{...e,error:t.error,needsFile:t.error!==null};case"cancel":return{...e,status:"canceled",speedBps:null,retryAt:null};case"fail":return{...e,status:"failed",error:t.error,speedBps:null,retryAt:null}}}function Ar(e,t){let{status:r,error:n}=t.asset;switch(r){case"playable":case"ready":case"canceled":return{...e,status:r,remote:t};case"failed":{let{code:o,message:i}=n??{code:"processing_failed",message:""};return{...e,status:"failed",remote:t,error:{code:o,message:i,retryable:Er.includes(o)}}}case"waiting":case"uploading":case"processing":return{...e,status:"processing",remote:t}}}function w({remote:e}){return e!==null&&["playable","ready"].includes(e.asset.status)}function U({status:e}){return $.includes(e)||e==="waiting"||e==="paused"}function I({status:e}){return Ne.includes(e)||e==="untracked"}function x({status:e}){return B.includes(e)}function le({sentBytes:e,sizeBytes:t}){return t===0?0:e/t}function T({sentBytes:e,sizeBytes:t,speedBps:r}){return r===null||r<=0?null:(t-e)*8/r}function de({remote:e}){if(e===null)return 0;let t=Math.min(1,Math.max(0,(e.asset.progress-.5)*2));return Math.round(1e3*t)/1e3}function q({status:e}){return["waiting","preparing","uploading","retrying"].includes(e)}var $,B,Ne,Pr,Er,b=u(()=>{"use strict";$=["preparing","uploading","offline","retrying"],B=["ready","untracked","failed","canceled","refused"],Ne=["processing","playable","ready"],Pr={prepare:e=>e==="waiting",granted:e=>$.includes(e),send:e=>$.includes(e),progress:e=>e==="uploading",interrupt:e=>$.includes(e),received:e=>$.includes(e)||e==="paused",told:e=>!B.includes(e),untold:e=>Ne.includes(e)&&e!=="ready",pause:e=>$.includes(e)||e==="waiting",requeue:e=>$.includes(e)||e==="paused"||e==="failed"||e==="interrupted",provided:e=>e==="interrupted",cancel:e=>!B.includes(e),fail:e=>!B.includes(e)};Er=["processing_failed","upload_expired"]});var tt={};v(tt,{lookAhead:()=>qr});async function qr(e,t,r,{fetch:n,sleep:o,look:i}){for(;;){if(await o(5e3,r),r.aborted||e.state.sentBytes>=e.state.sizeBytes)return;let a=e.grant&&await i(e.grant,r,n);if(!(typeof a!="object"||a===null)&&(a.asset.status==="playable"&&t({type:"told",remote:a}),!["waiting","uploading","processing"].includes(a.asset.status)))return}}var rt=u(()=>{"use strict"});var at={};v(at,{indexedDbRecords:()=>Nr});async function Nr(e,t){let r=await Gr(),n=(a,s)=>ot(s(r.transaction(pe,a).objectStore(pe)));async function o(){let a=await n("readonly",d=>d.getAll()),s=a.filter(({savedAt:d})=>d<t()-6912e5);for(let d of s)await n("readwrite",l=>l.delete(jr(d)));return a.filter(d=>!s.includes(d))}async function i({fingerprint:a,size:s}){if(s>67108864)return!1;let l=(await o()).filter(f=>f.fingerprint!==a).reduce((f,{copy:h})=>f+(h?.size??0),0),{quota:m=0,usage:p=0}=await navigator.storage?.estimate()??{};return l+s<=268435456&&s<=(m-p)*.25}return{async load(a){return await n("readonly",d=>d.get([e(),a]))??null},async save(a){let s=a.copy!==null&&a.handle===null&&await i(a),d={...a,scope:e(),copy:s?a.copy:null};try{await n("readwrite",l=>l.put(d))}catch{await n("readwrite",l=>l.put({...d,copy:null,handle:null}))}},async remove(a){await n("readwrite",s=>s.delete([e(),a]))},async list(){return(await o()).filter(s=>s.scope===e()).sort((s,d)=>d.savedAt-s.savedAt)}}}function Gr(){let e=indexedDB.open(Wr,1);return e.onupgradeneeded=()=>{e.result.createObjectStore(pe,{keyPath:["scope","fingerprint"]})},ot(e)}function jr({scope:e,fingerprint:t}){return[e,t]}function ot(e){return new Promise((t,r)=>{e.onsuccess=()=>t(e.result),e.onerror=()=>r(e.error)})}var Wr,pe,it=u(()=>{"use strict";Wr="firstframe-uploads",pe="uploads"});var fe={};v(fe,{filesOf:()=>Kr,shownFiles:()=>Jr});async function Kr(e){let t=[];for(let{file:r,entry:n,handle:o}of e)if(n?.isDirectory){let i=await lt(n).catch(()=>r?[r]:[]);t.push(...i.map(a=>({file:a,handle:null})))}else if(r!==null){let i=await o,a=i?.kind==="file";t.push({file:r,handle:a?i:null})}return t}function Jr(e){return e.filter(({name:t,webkitRelativePath:r})=>{let[,...n]=r.split("/");return![t,...n].some(dt)})}async function lt(e){let t=[],r=e.createReader();for(;;){let n=await new Promise((o,i)=>r.readEntries(o,i));if(n.length===0)return t;for(let o of n)dt(o.name)||(o.isDirectory?t.push(...await lt(o)):t.push(await new Promise((i,a)=>o.file(i,a))))}}function dt(e){return e.startsWith(".")||e==="Thumbs.db"||e==="desktop.ini"}var he=u(()=>{"use strict"});import{html as Xr,svg as Zr}from"lit";function E(e){return Xr`<svg
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.8"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${Zr`<path d=${e}></path>`}
  </svg>`}var ct,ye=u(()=>{"use strict";ct="M12 16V4m0 0 4.5 4.5M12 4 7.5 8.5M4 15v3a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-3"});var pt={};v(pt,{german:()=>en});var en,mt=u(()=>{"use strict";en={tag:"de",heading:e=>e?"Videos hier ablegen":"Video hier ablegen",hint:"MP4, MOV, WebM, MKV und die meisten anderen Formate. Unterbrochene Uploads gehen dort weiter, wo sie aufgeh\xF6rt haben.",choose:e=>e?"Dateien w\xE4hlen":"Datei w\xE4hlen",chooseFolder:"Ordner w\xE4hlen",dropHere:"Zum Hochladen loslassen",list:"Uploads",overall:(e,t,r,n)=>[`${e} von ${t} fertig`,r,n].filter(Boolean).join(" \xB7 "),pauseAll:"Alle anhalten",resumeAll:"Alle fortsetzen",clearFinished:"Fertige entfernen",waiting:"Wartet auf den Start",preparing:"Wird vorbereitet",uploading:(e,t,r)=>["Wird hochgeladen",e,t,r].filter(Boolean).join(" \xB7 "),watchable:(e,t)=>["Kann schon angesehen werden",`${e} gesendet`,t].filter(Boolean).join(" \xB7 "),confirming:"Gesendet. Wartet auf die Best\xE4tigung des Servers",paused:e=>`Angehalten bei ${e}`,offline:"Keine Verbindung. Der Upload geht von selbst weiter, sobald Sie wieder online sind.",retrying:e=>`Die Verbindung ist abgebrochen. Neuer Versuch in ${e}.`,queuePaused:e=>`Der Server ist ausgelastet. Die Uploads gehen in ${e} von selbst weiter.`,interrupted:(e,t)=>`Unterbrochen bei ${e}. ${t?"W\xE4hlen Sie die Datei noch einmal, um fortzufahren.":"Der Upload kann fortgesetzt werden."}`,queued:e=>e===null?"Hochgeladen. Wartet auf die Aufbereitung":`Hochgeladen. In der Warteschlange, noch etwa ${e}`,processing:e=>`Hochgeladen. Wird zum Abspielen aufbereitet \xB7 ${e}`,playable:"Bereit zum Abspielen. Weitere Qualit\xE4tsstufen kommen hinzu",ready:"Bereit zum Abspielen",untracked:"Hochgeladen. Die Aufbereitung l\xE4sst sich auf dieser Seite nicht weiter verfolgen.",canceled:"Abgebrochen",pause:e=>`${e} anhalten`,resume:e=>`${e} fortsetzen`,retry:e=>`${e} erneut versuchen`,cancel:e=>`${e} abbrechen`,discard:e=>`Unterbrochenen Upload von ${e} verwerfen`,remove:e=>`${e} aus der Liste entfernen`,progressOf:e=>`Fortschritt von ${e}`,progressOfAll:"Fortschritt aller Dateien",timeLeft:e=>`noch ${e}`,empty:e=>`\u201E${e}\u201C ist leer. W\xE4hlen Sie eine Datei mit einem Video oder einer Tonaufnahme.`,tooLarge:(e,t)=>`\u201E${e}\u201C ist gr\xF6\xDFer als ${t}. W\xE4hlen Sie eine kleinere Datei oder exportieren Sie sie in geringerer Qualit\xE4t.`,tooMany:e=>e===1?"Nur eine Datei auf einmal. Warten Sie, bis die andere fertig ist, oder entfernen Sie sie.":`Nur ${e} Dateien auf einmal. Warten Sie, bis die anderen fertig sind, oder entfernen Sie eine.`,wrongType:e=>`\u201E${e}\u201C ist weder Video noch Tonaufnahme. W\xE4hlen Sie eine MP4-, MOV-, WebM- oder \xE4hnliche Datei.`,wrongKind:(e,t)=>`\u201E${e}\u201C kann hier nicht hochgeladen werden. W\xE4hlen Sie eine Datei dieser Art: ${t}.`,anyVideo:"Video",anyAudio:"Tonaufnahme",tooShort:(e,t)=>`\u201E${e}\u201C ist k\xFCrzer als ${t}. W\xE4hlen Sie eine l\xE4ngere Aufnahme.`,tooLong:(e,t)=>`\u201E${e}\u201C ist l\xE4nger als ${t}. W\xE4hlen Sie eine k\xFCrzere Aufnahme oder schneiden Sie sie.`,required:"Laden Sie zuerst ein Video hoch.",unreadable:e=>`\u201E${e}\u201C kann nicht gelesen werden. Vielleicht wurde die Datei verschoben oder ge\xE4ndert. Entfernen Sie sie und w\xE4hlen Sie sie dann noch einmal.`,duplicate:e=>`\u201E${e}\u201C steht schon in der Liste.`,differentFile:e=>`Das ist nicht dieselbe Datei wie \u201E${e}\u201C, oder sie wurde inzwischen ge\xE4ndert. W\xE4hlen Sie dieselbe Datei, oder verwerfen Sie den Upload und beginnen Sie neu.`,noEndpoint:"Diese Seite sagt nicht, wohin Uploads gehen. Wer sie entwickelt, muss das Attribut \u201Eendpoint\u201C setzen.",grantFailed:"Der Server hat den Upload nicht erlaubt. Versuchen Sie es gleich noch einmal.",connectionFailed:"Die Verbindung ist zu oft abgebrochen. Pr\xFCfen Sie sie und versuchen Sie es noch einmal; was gesendet wurde, bleibt erhalten.",uploadFailed:"Der Upload ist fehlgeschlagen. Versuchen Sie es noch einmal; was gesendet wurde, bleibt erhalten.",announceAdded:e=>e===1?"Eine Datei hinzugef\xFCgt.":`${e} Dateien hinzugef\xFCgt.`,announceProgress:e=>`${e} hochgeladen.`,announceUploaded:e=>`${e} ist hochgeladen und wird aufbereitet.`,announceReady:e=>`${e} ist bereit zum Abspielen.`,announceFailed:(e,t)=>`${e} ist fehlgeschlagen. ${t}`,sentElsewhere:e=>`\u201E${e}\u201C wird in einem anderen Tab hochgeladen.`}});var ft={};v(ft,{spanish:()=>tn});var tn,ht=u(()=>{"use strict";tn={tag:"es",heading:e=>e?"Suelta aqu\xED tus v\xEDdeos":"Suelta aqu\xED tu v\xEDdeo",hint:"MP4, MOV, WebM, MKV y casi todos los dem\xE1s formatos. Las subidas interrumpidas contin\xFAan donde se detuvieron.",choose:e=>e?"Elegir archivos":"Elegir un archivo",chooseFolder:"Elegir una carpeta",dropHere:"Suelta para subir",list:"Subidas",overall:(e,t,r,n)=>[`${e} de ${t} terminados`,r,n].filter(Boolean).join(" \xB7 "),pauseAll:"Pausar todo",resumeAll:"Reanudar todo",clearFinished:"Quitar los terminados",waiting:"Esperando su turno",preparing:"Preparando",uploading:(e,t,r)=>["Subiendo",e,t,r].filter(Boolean).join(" \xB7 "),watchable:(e,t)=>["Ya se puede ver",`${e} enviado`,t].filter(Boolean).join(" \xB7 "),confirming:"Enviado. Esperando la confirmaci\xF3n del servidor",paused:e=>`En pausa al ${e}`,offline:"Sin conexi\xF3n. La subida continuar\xE1 por s\xED sola cuando vuelvas a estar en l\xEDnea.",retrying:e=>`Se perdi\xF3 la conexi\xF3n. Nuevo intento en ${e}.`,queuePaused:e=>`El servidor est\xE1 ocupado. Las subidas continuar\xE1n por s\xED solas en ${e}.`,interrupted:(e,t)=>`Interrumpida al ${e}. ${t?"Vuelve a elegir el archivo para continuar.":"Se puede continuar."}`,queued:e=>e===null?"Subido. Esperando a ser procesado":`Subido. En cola, aprox. ${e}`,processing:e=>`Subido. Preparando la reproducci\xF3n \xB7 ${e}`,playable:"Listo para reproducir. Se est\xE1n a\xF1adiendo m\xE1s calidades",ready:"Listo para reproducir",untracked:"Subido. Su preparaci\xF3n ya no se puede seguir en esta p\xE1gina.",canceled:"Cancelado",pause:e=>`Pausar ${e}`,resume:e=>`Reanudar ${e}`,retry:e=>`Reintentar ${e}`,cancel:e=>`Cancelar ${e}`,discard:e=>`Descartar la subida interrumpida de ${e}`,remove:e=>`Quitar ${e} de la lista`,progressOf:e=>`Progreso de ${e}`,progressOfAll:"Progreso de todos los archivos",timeLeft:e=>`tiempo restante: ${e}`,empty:e=>`\xAB${e}\xBB est\xE1 vac\xEDo. Elige un archivo que contenga un v\xEDdeo o una grabaci\xF3n de sonido.`,tooLarge:(e,t)=>`\xAB${e}\xBB ocupa m\xE1s de ${t}. Elige un archivo m\xE1s peque\xF1o o exp\xF3rtalo con menor calidad.`,tooMany:e=>e===1?"Solo un archivo a la vez. Espera a que termine el otro o qu\xEDtalo.":`Solo ${e} archivos a la vez. Espera a que terminen los dem\xE1s o quita uno.`,wrongType:e=>`\xAB${e}\xBB no es un v\xEDdeo ni una grabaci\xF3n de sonido. Elige un archivo MP4, MOV, WebM o similar.`,wrongKind:(e,t)=>`\xAB${e}\xBB no se puede subir aqu\xED. Elige un archivo de este tipo: ${t}.`,anyVideo:"v\xEDdeo",anyAudio:"grabaci\xF3n de sonido",tooShort:(e,t)=>`\xAB${e}\xBB dura menos de ${t}. Elige una grabaci\xF3n m\xE1s larga.`,tooLong:(e,t)=>`\xAB${e}\xBB dura m\xE1s de ${t}. Elige una grabaci\xF3n m\xE1s corta o rec\xF3rtala.`,required:"Primero sube un v\xEDdeo.",unreadable:e=>`No se puede leer \xAB${e}\xBB. Puede que se haya movido o modificado. Qu\xEDtalo y vuelve a elegir el archivo.`,duplicate:e=>`\xAB${e}\xBB ya est\xE1 en la lista.`,differentFile:e=>`No es el mismo archivo que \xAB${e}\xBB, o ha cambiado desde entonces. Elige el mismo, o descarta la subida y empieza de nuevo.`,noEndpoint:"Esta p\xE1gina no indica ad\xF3nde van las subidas. Quien la desarrolla debe definir el atributo \xABendpoint\xBB.",grantFailed:"El servidor no permiti\xF3 la subida. Vuelve a intentarlo en un momento.",connectionFailed:"La conexi\xF3n fall\xF3 demasiadas veces. Compru\xE9bala y vuelve a intentarlo; lo enviado se conserva.",uploadFailed:"La subida fall\xF3. Vuelve a intentarlo; lo enviado se conserva.",announceAdded:e=>e===1?"Un archivo a\xF1adido.":`${e} archivos a\xF1adidos.`,announceProgress:e=>`${e} subido.`,announceUploaded:e=>`${e} se ha subido y se est\xE1 preparando.`,announceReady:e=>`${e} est\xE1 listo para reproducir.`,announceFailed:(e,t)=>`${e} fall\xF3. ${t}`,sentElsewhere:e=>`\xAB${e}\xBB se est\xE1 subiendo en otra pesta\xF1a.`}});var yt={};v(yt,{japanese:()=>rn});var rn,gt=u(()=>{"use strict";rn={tag:"ja",heading:()=>"\u3053\u3053\u306B\u52D5\u753B\u3092\u30C9\u30ED\u30C3\u30D7",hint:"MP4\u3001MOV\u3001WebM\u3001MKV\u306A\u3069\u3001\u307B\u3068\u3093\u3069\u306E\u5F62\u5F0F\u306B\u5BFE\u5FDC\u3057\u3066\u3044\u307E\u3059\u3002\u4E2D\u65AD\u3057\u305F\u30A2\u30C3\u30D7\u30ED\u30FC\u30C9\u306F\u7D9A\u304D\u304B\u3089\u518D\u958B\u3055\u308C\u307E\u3059\u3002",choose:()=>"\u30D5\u30A1\u30A4\u30EB\u3092\u9078\u629E",chooseFolder:"\u30D5\u30A9\u30EB\u30C0\u30FC\u3092\u9078\u629E",dropHere:"\u30C9\u30ED\u30C3\u30D7\u3057\u3066\u30A2\u30C3\u30D7\u30ED\u30FC\u30C9",list:"\u30A2\u30C3\u30D7\u30ED\u30FC\u30C9",overall:(e,t,r,n)=>[`${t}\u4EF6\u4E2D${e}\u4EF6\u5B8C\u4E86`,r,n].filter(Boolean).join(" \xB7 "),pauseAll:"\u3059\u3079\u3066\u4E00\u6642\u505C\u6B62",resumeAll:"\u3059\u3079\u3066\u518D\u958B",clearFinished:"\u5B8C\u4E86\u5206\u3092\u6D88\u3059",waiting:"\u9806\u756A\u3092\u5F85\u3063\u3066\u3044\u307E\u3059",preparing:"\u6E96\u5099\u3057\u3066\u3044\u307E\u3059",uploading:(e,t,r)=>["\u30A2\u30C3\u30D7\u30ED\u30FC\u30C9\u4E2D",e,t,r].filter(Boolean).join(" \xB7 "),watchable:(e,t)=>["\u3082\u3046\u8996\u8074\u3067\u304D\u307E\u3059",`${e}\u9001\u4FE1\u6E08\u307F`,t].filter(Boolean).join(" \xB7 "),confirming:"\u9001\u4FE1\u3057\u307E\u3057\u305F\u3002\u30B5\u30FC\u30D0\u30FC\u306E\u78BA\u8A8D\u3092\u5F85\u3063\u3066\u3044\u307E\u3059",paused:e=>`${e}\u3067\u4E00\u6642\u505C\u6B62\u4E2D`,offline:"\u63A5\u7D9A\u304C\u3042\u308A\u307E\u305B\u3093\u3002\u30AA\u30F3\u30E9\u30A4\u30F3\u306B\u623B\u308B\u3068\u3001\u30A2\u30C3\u30D7\u30ED\u30FC\u30C9\u306F\u81EA\u52D5\u7684\u306B\u518D\u958B\u3055\u308C\u307E\u3059\u3002",retrying:e=>`\u63A5\u7D9A\u304C\u5207\u308C\u307E\u3057\u305F\u3002${e}\u5F8C\u306B\u518D\u8A66\u884C\u3057\u307E\u3059\u3002`,queuePaused:e=>`\u30B5\u30FC\u30D0\u30FC\u304C\u6DF7\u307F\u5408\u3063\u3066\u3044\u307E\u3059\u3002${e}\u5F8C\u306B\u81EA\u52D5\u7684\u306B\u518D\u958B\u3055\u308C\u307E\u3059\u3002`,interrupted:(e,t)=>`${e}\u3067\u4E2D\u65AD\u3055\u308C\u307E\u3057\u305F\u3002${t?"\u7D9A\u3051\u308B\u306B\u306F\u3001\u3082\u3046\u4E00\u5EA6\u30D5\u30A1\u30A4\u30EB\u3092\u9078\u629E\u3057\u3066\u304F\u3060\u3055\u3044\u3002":"\u7D9A\u304D\u304B\u3089\u518D\u958B\u3067\u304D\u307E\u3059\u3002"}`,queued:e=>e===null?"\u30A2\u30C3\u30D7\u30ED\u30FC\u30C9\u5B8C\u4E86\u3002\u51E6\u7406\u3092\u5F85\u3063\u3066\u3044\u307E\u3059":`\u30A2\u30C3\u30D7\u30ED\u30FC\u30C9\u5B8C\u4E86\u3002\u51E6\u7406\u5F85\u3061\u3001\u3042\u3068\u7D04${e}`,processing:e=>`\u30A2\u30C3\u30D7\u30ED\u30FC\u30C9\u5B8C\u4E86\u3002\u518D\u751F\u306E\u6E96\u5099\u3092\u3057\u3066\u3044\u307E\u3059 \xB7 ${e}`,playable:"\u518D\u751F\u3067\u304D\u307E\u3059\u3002\u307B\u304B\u306E\u753B\u8CEA\u3092\u8FFD\u52A0\u3057\u3066\u3044\u307E\u3059",ready:"\u518D\u751F\u3067\u304D\u307E\u3059",untracked:"\u30A2\u30C3\u30D7\u30ED\u30FC\u30C9\u5B8C\u4E86\u3002\u3053\u306E\u30DA\u30FC\u30B8\u3067\u306F\u51E6\u7406\u306E\u72B6\u6CC1\u3092\u78BA\u8A8D\u3067\u304D\u306A\u304F\u306A\u308A\u307E\u3057\u305F\u3002",canceled:"\u30AD\u30E3\u30F3\u30BB\u30EB\u3057\u307E\u3057\u305F",pause:e=>`${e}\u3092\u4E00\u6642\u505C\u6B62`,resume:e=>`${e}\u3092\u518D\u958B`,retry:e=>`${e}\u3092\u518D\u8A66\u884C`,cancel:e=>`${e}\u3092\u30AD\u30E3\u30F3\u30BB\u30EB`,discard:e=>`${e}\u306E\u4E2D\u65AD\u3055\u308C\u305F\u30A2\u30C3\u30D7\u30ED\u30FC\u30C9\u3092\u7834\u68C4`,remove:e=>`${e}\u3092\u30EA\u30B9\u30C8\u304B\u3089\u524A\u9664`,progressOf:e=>`${e}\u306E\u9032\u884C\u72B6\u6CC1`,progressOfAll:"\u5168\u4F53\u306E\u9032\u884C\u72B6\u6CC1",timeLeft:e=>`\u6B8B\u308A${e}`,empty:e=>`\u300C${e}\u300D\u306F\u7A7A\u3067\u3059\u3002\u52D5\u753B\u307E\u305F\u306F\u97F3\u58F0\u3092\u542B\u3080\u30D5\u30A1\u30A4\u30EB\u3092\u9078\u629E\u3057\u3066\u304F\u3060\u3055\u3044\u3002`,tooLarge:(e,t)=>`\u300C${e}\u300D\u306F${t}\u3092\u8D85\u3048\u3066\u3044\u307E\u3059\u3002\u5C0F\u3055\u3044\u30D5\u30A1\u30A4\u30EB\u3092\u9078\u629E\u3059\u308B\u304B\u3001\u753B\u8CEA\u3092\u4E0B\u3052\u3066\u66F8\u304D\u51FA\u3057\u3066\u304F\u3060\u3055\u3044\u3002`,tooMany:e=>`\u4E00\u5EA6\u306B\u30A2\u30C3\u30D7\u30ED\u30FC\u30C9\u3067\u304D\u308B\u306E\u306F${e}\u4EF6\u307E\u3067\u3067\u3059\u3002\u307B\u304B\u306E\u30D5\u30A1\u30A4\u30EB\u304C\u5B8C\u4E86\u3059\u308B\u306E\u3092\u5F85\u3064\u304B\u30011\u4EF6\u524A\u9664\u3057\u3066\u304F\u3060\u3055\u3044\u3002`,wrongType:e=>`\u300C${e}\u300D\u306F\u52D5\u753B\u3067\u3082\u97F3\u58F0\u3067\u3082\u3042\u308A\u307E\u305B\u3093\u3002MP4\u3001MOV\u3001WebM\u306A\u3069\u306E\u30D5\u30A1\u30A4\u30EB\u3092\u9078\u629E\u3057\u3066\u304F\u3060\u3055\u3044\u3002`,wrongKind:(e,t)=>`\u300C${e}\u300D\u306F\u3053\u3053\u3067\u306F\u30A2\u30C3\u30D7\u30ED\u30FC\u30C9\u3067\u304D\u307E\u305B\u3093\u3002\u6B21\u306E\u7A2E\u985E\u306E\u30D5\u30A1\u30A4\u30EB\u3092\u9078\u629E\u3057\u3066\u304F\u3060\u3055\u3044\uFF1A${t}\u3002`,anyVideo:"\u52D5\u753B",anyAudio:"\u97F3\u58F0",tooShort:(e,t)=>`\u300C${e}\u300D\u306F${t}\u3088\u308A\u77ED\u3044\u3067\u3059\u3002\u3082\u3063\u3068\u9577\u3044\u3082\u306E\u3092\u9078\u629E\u3057\u3066\u304F\u3060\u3055\u3044\u3002`,tooLong:(e,t)=>`\u300C${e}\u300D\u306F${t}\u3088\u308A\u9577\u3044\u3067\u3059\u3002\u77ED\u3044\u3082\u306E\u3092\u9078\u629E\u3059\u308B\u304B\u3001\u7DE8\u96C6\u3057\u3066\u77ED\u304F\u3057\u3066\u304F\u3060\u3055\u3044\u3002`,required:"\u5148\u306B\u52D5\u753B\u3092\u30A2\u30C3\u30D7\u30ED\u30FC\u30C9\u3057\u3066\u304F\u3060\u3055\u3044\u3002",unreadable:e=>`\u300C${e}\u300D\u3092\u8AAD\u307F\u53D6\u308C\u307E\u305B\u3093\u3002\u79FB\u52D5\u307E\u305F\u306F\u5909\u66F4\u3055\u308C\u305F\u53EF\u80FD\u6027\u304C\u3042\u308A\u307E\u3059\u3002\u30EA\u30B9\u30C8\u304B\u3089\u524A\u9664\u3057\u3066\u3001\u3082\u3046\u4E00\u5EA6\u9078\u629E\u3057\u3066\u304F\u3060\u3055\u3044\u3002`,duplicate:e=>`\u300C${e}\u300D\u306F\u3059\u3067\u306B\u30EA\u30B9\u30C8\u306B\u3042\u308A\u307E\u3059\u3002`,differentFile:e=>`\u300C${e}\u300D\u3068\u540C\u3058\u30D5\u30A1\u30A4\u30EB\u3067\u306F\u306A\u3044\u304B\u3001\u305D\u306E\u5F8C\u5909\u66F4\u3055\u308C\u3066\u3044\u307E\u3059\u3002\u540C\u3058\u30D5\u30A1\u30A4\u30EB\u3092\u9078\u629E\u3059\u308B\u304B\u3001\u30A2\u30C3\u30D7\u30ED\u30FC\u30C9\u3092\u7834\u68C4\u3057\u3066\u6700\u521D\u304B\u3089\u3084\u308A\u76F4\u3057\u3066\u304F\u3060\u3055\u3044\u3002`,noEndpoint:"\u3053\u306E\u30DA\u30FC\u30B8\u306B\u306F\u30A2\u30C3\u30D7\u30ED\u30FC\u30C9\u5148\u304C\u8A2D\u5B9A\u3055\u308C\u3066\u3044\u307E\u305B\u3093\u3002\u958B\u767A\u8005\u304C\u5C5E\u6027\u300Cendpoint\u300D\u3092\u8A2D\u5B9A\u3059\u308B\u5FC5\u8981\u304C\u3042\u308A\u307E\u3059\u3002",grantFailed:"\u30B5\u30FC\u30D0\u30FC\u304C\u30A2\u30C3\u30D7\u30ED\u30FC\u30C9\u3092\u8A31\u53EF\u3057\u307E\u305B\u3093\u3067\u3057\u305F\u3002\u3057\u3070\u3089\u304F\u3057\u3066\u304B\u3089\u3082\u3046\u4E00\u5EA6\u304A\u8A66\u3057\u304F\u3060\u3055\u3044\u3002",connectionFailed:"\u63A5\u7D9A\u306B\u4F55\u5EA6\u3082\u5931\u6557\u3057\u307E\u3057\u305F\u3002\u63A5\u7D9A\u3092\u78BA\u8A8D\u3057\u3066\u3001\u3082\u3046\u4E00\u5EA6\u304A\u8A66\u3057\u304F\u3060\u3055\u3044\u3002\u9001\u4FE1\u6E08\u307F\u306E\u30C7\u30FC\u30BF\u306F\u4FDD\u5B58\u3055\u308C\u3066\u3044\u307E\u3059\u3002",uploadFailed:"\u30A2\u30C3\u30D7\u30ED\u30FC\u30C9\u306B\u5931\u6557\u3057\u307E\u3057\u305F\u3002\u3082\u3046\u4E00\u5EA6\u304A\u8A66\u3057\u304F\u3060\u3055\u3044\u3002\u9001\u4FE1\u6E08\u307F\u306E\u30C7\u30FC\u30BF\u306F\u4FDD\u5B58\u3055\u308C\u3066\u3044\u307E\u3059\u3002",announceAdded:e=>`${e}\u4EF6\u306E\u30D5\u30A1\u30A4\u30EB\u3092\u8FFD\u52A0\u3057\u307E\u3057\u305F\u3002`,announceProgress:e=>`${e}\u30A2\u30C3\u30D7\u30ED\u30FC\u30C9\u3057\u307E\u3057\u305F\u3002`,announceUploaded:e=>`${e}\u306E\u30A2\u30C3\u30D7\u30ED\u30FC\u30C9\u304C\u5B8C\u4E86\u3057\u3001\u6E96\u5099\u304C\u59CB\u307E\u308A\u307E\u3057\u305F\u3002`,announceReady:e=>`${e}\u3092\u518D\u751F\u3067\u304D\u307E\u3059\u3002`,announceFailed:(e,t)=>`${e}\u306F\u5931\u6557\u3057\u307E\u3057\u305F\u3002${t}`,sentElsewhere:e=>`\u300C${e}\u300D\u306F\u5225\u306E\u30BF\u30D6\u3067\u30A2\u30C3\u30D7\u30ED\u30FC\u30C9\u4E2D\u3067\u3059\u3002`}});function S(e,t,r=""){let n=Math.min(xt.length-1,Math.max(0,Math.floor(Math.log10(Math.max(1,e))/3))),o=e/1e3**n;return new Intl.NumberFormat(t,{style:"unit",unit:`${xt[n]??"byte"}${r}`,unitDisplay:n===0?"narrow":"short",maximumFractionDigits:o>=100||n===0?0:1}).format(o)}var xt,_=u(()=>{"use strict";xt=["byte","kilobyte","megabyte","gigabyte","terabyte"]});function R(e,t){let r=Math.floor(100*e+1e-9);return new Intl.NumberFormat(t,{style:"percent"}).format(r/100)}var ve=u(()=>{"use strict"});function F(e,t,r){let o=[["hour",Math.floor(e/3600)],["minute",Math.floor(e%3600/60)],["second",e%60]].flatMap(([i,a])=>a===0?[]:new Intl.NumberFormat(t,{style:"unit",unit:i,unitDisplay:r}).format(a));return new Intl.ListFormat(t,{type:"unit",style:r}).format(o)}function M(e){let t=Math.max(1,Math.round(e));return t<60?t:60*Math.round(t/60)}function j(e,t){return Math.max(1,Math.ceil((e-t)/1e3))}var V=u(()=>{"use strict"});function Ut(e,t,{now:r,pausedUntil:n}){let o=R(Math.min(.99,le(e)),t.tag);switch(e.status){case"interrupted":return e.error?.message??t.interrupted(o,e.needsFile);case"waiting":return t.waiting;case"preparing":return t.preparing;case"uploading":{if(e.sentBytes>=e.sizeBytes)return t.confirming;let i=T(e),a=i===null?"":t.timeLeft(F(M(i),t.tag,"short"));return w(e)?t.watchable(o,a):t.uploading(o,e.speedBps===null?"":S(e.speedBps/8,t.tag,"-per-second"),a)}case"paused":return t.paused(o);case"offline":return t.offline;case"retrying":return n!==null?t.waiting:t.retrying(F(j(e.retryAt??r,r),t.tag,"long"));case"processing":return St(e)?t.queued(ln(e,t.tag)):t.processing(R(de(e),t.tag));case"playable":return t.playable;case"ready":return t.ready;case"untracked":return t.untracked;case"canceled":return t.canceled;case"failed":case"refused":return e.error?.message||t.uploadFailed}}function Ft(e){switch(e.status){case"interrupted":case"waiting":case"preparing":case"uploading":case"paused":case"offline":case"retrying":return{share:le(e),phase:"sending"};case"processing":case"playable":return{share:St(e)?null:de(e),phase:"preparing"};case"ready":case"untracked":case"failed":case"canceled":case"refused":return null}}function ln({remote:e},t){let r=e?.asset.expected_wait_s??0;return r<sn?null:F(M(r),t,"short")}function St({status:e,remote:t}){return e==="processing"&&(t===null||t.asset.stage===null)}var sn,kt=u(()=>{"use strict";_();ve();V();b();sn=3});var we,$t=u(()=>{"use strict";we={video:"M4 6.5A1.5 1.5 0 0 1 5.5 5h8A1.5 1.5 0 0 1 15 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-8A1.5 1.5 0 0 1 4 17.5zM15 10l5-3v10l-5-3",pause:"M9 6v12M15 6v12",resume:"M8 5.5v13l10-6.5z",retry:"M19 12a7 7 0 1 1-2.2-5.1M19 4v4h-4",close:"M6.5 6.5l11 11M17.5 6.5l-11 11",done:"M5 12.5l4.5 4.5L19 7.5",failed:"M12 7v6m0 3.5v.01M12 3.5 21 19.5H3z"}});import{html as dn,nothing as xe}from"lit";function K({share:e,phase:t},r,n){return dn`<div
    part="bar bar-${t}"
    class="bar"
    data-phase=${t}
    ?data-waits=${e===null}
    role="progressbar"
    aria-label=${r}
    aria-valuemin="0"
    aria-valuemax="100"
    aria-valuenow=${e===null?xe:Math.floor(100*e)}
    aria-valuetext=${n??xe}
  >
    <span style=${e===null?xe:`inline-size: ${(100*e).toFixed(1)}%`}></span>
  </div>`}var Ue=u(()=>{"use strict"});import{html as Pt,nothing as un}from"lit";function pn(e,t){let r=[];return t&&q(e)&&r.push("pause"),(e.status==="paused"||e.status==="interrupted")&&r.push("resume"),(e.status==="failed"&&e.error?.retryable||["offline","retrying"].includes(e.status))&&r.push("retry"),r.push(e.status==="interrupted"?"discard":U(e)?"cancel":"remove"),r}function Et(e,t){let{strings:r}=t,n=Ft(e),o=Ut(e,r,t),i=e.status==="ready"||e.status==="playable"?"done":e.status==="failed"||e.status==="refused"?"failed":"video";return Pt`<li part="file file-${e.status}" class="file" data-status=${e.status} data-file-id=${e.id}>
    <span class="mark">${E(we[i])}</span>
    <div class="text">
      <span class="line">
        <span part="name" class="name" dir="auto" title=${e.name}>${e.name}</span>
        <span class="size">${S(e.sizeBytes,r.tag)}</span>
      </span>
      ${n===null?un:K(n,r.progressOf(e.name),o)}
      <span part="status" class="status"><bdi>${o}</bdi></span>
    </div>
    <span class="actions">
      ${pn(e,t.pausable).map(a=>{let s=r[a](e.name);return Pt`<button
          part="action action-${a}"
          class="icon"
          type="button"
          data-action=${a}
          aria-label=${s}
          title=${s}
          @click=${()=>t.actOnFile(a,e)}
        >
          ${E(we[cn[a]])}
        </button>`})}
    </span>
  </li>`}var cn,At=u(()=>{"use strict";kt();_();ye();$t();Ue();b();cn={pause:"pause",resume:"resume",retry:"retry",cancel:"close",discard:"close",remove:"close"}});function O(e){let t=e.filter(({status:a})=>!["refused","canceled","interrupted"].includes(a)),r=a=>t.reduce((s,d)=>s+a(d),0),n=r(({sizeBytes:a})=>a),o=r(({sentBytes:a})=>a),i=r(({speedBps:a})=>a??0);return{total:t.length,finished:t.filter(a=>x(a)&&a.status!=="failed").length,sentShare:n===0?0:o/n,speedBps:i>0?i:null,secondsLeft:i>0?(n-o)*8/i:null}}var Fe=u(()=>{"use strict";b()});import{html as _t,nothing as Rt}from"lit";function Mt(e,{strings:t,pausable:r,pausedUntil:n,now:o,actOnAll:i}){if(e.length<2&&n===null)return Rt;let{total:a,sentShare:s}=O(e),d=[];return r&&e.some(q)&&d.push("pauseAll"),e.some(({status:l})=>l==="paused")&&d.push("resumeAll"),e.some(x)&&d.push("clearFinished"),_t`<div part="overall" class="overall">
    <span class="line">
      <span class="summary">${n===null?mn(e,t):Se(n,o,t)}</span>
      ${d.map(l=>_t`<button part="action-all" class="all" type="button" data-action=${l} @click=${()=>i(l)}>
            ${t[l]}
          </button>`)}
    </span>
    ${a===0?Rt:K({share:s,phase:"all"},t.progressOfAll)}
  </div>`}function Se(e,t,r){return r.queuePaused(F(j(e,t),r.tag,"long"))}function mn(e,t){let{total:r,finished:n,speedBps:o,secondsLeft:i}=O(e);if(r===0)return"";let{tag:a}=t;return t.overall(n,r,o===null?"":S(o/8,a,"-per-second"),i===null?"":t.timeLeft(F(M(i),a,"short")))}var ke=u(()=>{"use strict";_();Fe();Ue();V();b()});function Ot(e,t){switch(e.status){case"processing":return t.announceUploaded(e.name);case"playable":case"ready":return t.announceReady(e.name);case"failed":return t.announceFailed(e.name,e.error?.message??"");case"refused":return e.error?.message??null;case"untracked":return t.untracked;case"offline":return t.offline;case"canceled":return t.canceled;case"interrupted":return e.error?.message??null;case"uploading":return w(e)?t.announceReady(e.name):null;case"waiting":case"preparing":case"paused":case"retrying":return null}}var Dt=u(()=>{"use strict";b()});var J,Lt=u(()=>{"use strict";J=class{#e;#t;#n;constructor(t,r){this.#e=t,this.#t=r,t.addController(this)}hostUpdated(){this.#t()?this.#n??=setInterval(()=>this.#e.requestUpdate(),1e3):this.hostDisconnected()}hostDisconnected(){clearInterval(this.#n),this.#n=void 0}}});import{css as fn}from"lit";var zt,Ct=u(()=>{"use strict";zt=fn`
  .overall {
    display: grid;
    gap: 0.5rem;
    margin: 0.75rem 0 -0.25rem;
    padding: 0.625rem 0.875rem;
    border-radius: var(--_radius);
    background: var(--_raised);
    color: var(--_muted);
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
  }
  .overall .bar {
    background: var(--_line);
  }
  .overall .line {
    flex-wrap: wrap;
    align-items: center;
  }
  .summary {
    flex: 1 1 12rem;
  }
  .all {
    min-block-size: 2rem;
    padding: 0.25rem 0.625rem;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) * 0.5);
    background: var(--_surface);
    color: var(--_text);
  }
  .all:hover {
    border-color: var(--_muted);
  }
  .list {
    display: grid;
    gap: 0.5rem;
    margin: 0.75rem 0 0;
    padding: 0;
    list-style: none;
  }
  .file {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 0.75rem;
    align-items: center;
    padding: 0.625rem 0.5rem 0.625rem 0.875rem;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .mark,
  .icon {
    display: grid;
    place-items: center;
  }
  .mark svg,
  .icon svg {
    inline-size: 1.25rem;
    block-size: 1.25rem;
  }
  .mark {
    color: var(--_muted);
  }
  [data-status="ready"] .mark,
  [data-status="playable"] .mark,
  [data-status="ready"] .status,
  [data-status="playable"] .status {
    color: var(--_good);
  }
  [data-status="failed"] .mark,
  [data-status="refused"] .mark,
  [data-status="failed"] .status,
  [data-status="refused"] .status {
    color: var(--_bad);
  }
  .text {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: center;
    gap: 0.25rem;
    /* As high with a bar as without: the list does not jump when one comes or goes. */
    min-block-size: 3.5rem;
    min-inline-size: 0;
  }
  .line {
    display: flex;
    gap: 0.5rem;
    align-items: baseline;
  }
  /* Words keep their own direction in a page of the other one, and stay at its side. */
  .name,
  .size,
  .status,
  .summary {
    unicode-bidi: plaintext;
  }
  :is(.status, .summary):dir(rtl) {
    text-align: right;
  }
  .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-weight: 550;
  }
  .size,
  .status {
    color: var(--_muted);
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
  }
  .size {
    flex: none;
  }
  .bar {
    block-size: 6px;
    border-radius: 3px;
    background: var(--_raised);
    overflow: hidden;
  }
  .bar span {
    display: block;
    block-size: 100%;
    border-radius: inherit;
    background: var(--_accent);
    transition: inline-size 200ms linear;
  }
  .bar[data-phase="preparing"] span {
    background: var(--_good);
    min-inline-size: 6px;
  }
  .bar[data-waits] span {
    inline-size: 30%;
    opacity: 0.6;
    transition: none;
    animation: waits 1.6s ease-in-out infinite alternate;
  }
  @keyframes waits {
    to {
      margin-inline-start: 70%;
    }
  }
  [data-status="paused"] .bar span,
  [data-status="offline"] .bar span {
    background: var(--_muted);
  }
  .actions {
    display: flex;
    gap: 0.125rem;
  }
  .icon {
    inline-size: 2.25rem;
    block-size: 2.25rem;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    color: var(--_muted);
  }
  /* It points where the bar goes. */
  [data-action="resume"]:dir(rtl) svg {
    transform: scaleX(-1);
  }
  .icon:hover {
    background: var(--_raised);
    color: var(--_text);
  }
  @container (max-inline-size: 26rem) {
    .mark {
      display: none;
    }
    .file {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    /* Its figures take one line or two, from one moment to the next. */
    [data-status="uploading"] .status {
      min-block-size: 2lh;
    }
  }
  @media (pointer: coarse) {
    .icon {
      inline-size: 2.75rem;
      block-size: 2.75rem;
    }
    .all {
      min-block-size: 2.75rem;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .bar span {
      transition: none;
    }
    .bar[data-waits] span {
      inline-size: 100%;
      animation: none;
    }
  }
  @media (forced-colors: active) {
    .bar {
      border: 1px solid CanvasText;
    }
    :is(.bar[data-phase], [data-status] .bar) span {
      background: Highlight;
    }
  }
`});var Y,Bt=u(()=>{"use strict";Y=class{#e;#t=null;constructor(t){this.#e=t,t.addController(this)}hostUpdate(){let t=this.#e.shadowRoot?.activeElement,r=t?.closest("[data-file-id]"),n=r?.parentElement?[...r.parentElement.children].indexOf(r):0;this.#t=t?{id:r?.dataset.fileId??null,index:n}:null}hostUpdated(){if(this.#t===null||this.#e.shadowRoot?.activeElement)return;let{id:t,index:r}=this.#t,{renderRoot:n}=this.#e,o=[...n.querySelectorAll("[data-file-id]")];(o.find(({dataset:a})=>a.fileId===t)??o[r]??o.at(-1)??n).querySelector("button")?.focus()}}});var $e,X,It=u(()=>{"use strict";ve();Fe();$e=4,X=class{#e=0;next(t,r){let n=this.#e;return this.#e=Math.floor($e*O(t).sentShare),this.#e>n&&this.#e<$e?r.announceProgress(R(this.#e/$e,r.tag)):null}}});var Tt={};v(Tt,{Countdown:()=>J,FocusKeeper:()=>Y,ProgressAnnouncement:()=>X,announcementOf:()=>Ot,fileList:()=>gn,fileListStyles:()=>zt,pauseOf:()=>Se});import{html as hn}from"lit";import{repeat as yn}from"lit/directives/repeat.js";function gn(e,t){return hn`${Mt(e,t)}
    <ul part="list" class="list" role="list" aria-label=${t.strings.list}>
      ${yn(e,({id:r})=>r,r=>Et(r,t))}
    </ul>`}var qt=u(()=>{"use strict";At();ke();Dt();Lt();Ct();Bt();ke();It()});function Ht(e,{anyVideo:t,anyAudio:r,tag:n}){let o=e.split(",").map(a=>a.trim().toLowerCase());if(o.includes("video/*")&&o.includes("audio/*"))return null;let i=o.flatMap(a=>{if(a==="video/*")return t;if(a==="audio/*")return r;let[,s]=/^(?:\.|[^/]+\/(?:x-)?)([^*]+)$/.exec(a)??[];return s===void 0?[]:s.toUpperCase()});return new Intl.ListFormat(n,{type:"disjunction"}).format(new Set(i))}var Qt=u(()=>{"use strict"});function Pe(e){let t=String.fromCharCode(...e.subarray(0,256));for(let[o,i,a]of Un)if(t.startsWith(i,o))return a;if(t[0]==="G"&&t[188]==="G"||t[4]==="G"&&t[196]==="G")return xn;let[r=0,n=0]=e;return r===255&&(n&246)===240?["audio/aac"]:r===255&&(n&224)===224&&(n&6)!==0?["audio/mpeg","audio/mp3"]:null}function Ee(e,t){let[r=""]=e.toLowerCase().split(";");return t.some(n=>n.endsWith("/*")?r.startsWith(n.slice(0,-1)):r.trim()===n)}var Z,bn,vn,wn,Wt,xn,Un,Nt=u(()=>{"use strict";Z=["video/mp4","audio/mp4","video/quicktime","video/x-m4v","audio/x-m4a","video/3gpp","audio/3gpp"],bn=["video/x-matroska","video/webm","audio/webm","audio/x-matroska"],vn=["video/ogg","audio/ogg","application/ogg"],wn=["video/x-ms-asf","video/x-ms-wmv","audio/x-ms-wma"],Wt=["video/mpeg","video/mp2p"],xn=["video/mp2t","video/vnd.dlna.mpeg-tts"],Un=[[8,"avif",["image/avif"]],[8,"heic",["image/heic"]],[8,"mif1",["image/heif"]],[4,"ftyp",Z],[4,"moov",Z],[4,"mdat",Z],[4,"wide",Z],[0,"E\xDF\xA3",bn],[8,"AVI ",["video/x-msvideo","video/avi"]],[8,"WAVE",["audio/wav","audio/x-wav","audio/wave","audio/vnd.wave"]],[8,"WEBP",["image/webp"]],[8,"AIF",["audio/aiff","audio/x-aiff"]],[0,"OggS",vn],[0,"ID3",["audio/mpeg","audio/mp3","audio/aac"]],[0,"fLaC",["audio/flac","audio/x-flac"]],[0,"#!AMR",["audio/amr","audio/3gpp"]],[0,"FLV",["video/x-flv","video/flv"]],[0,"0&\xB2u",wn],[0,"+4",["application/mxf","video/mxf"]],[0,"\0\0\xBA",Wt],[0,"\0\0\xB3",Wt],[0,"\x89PNG",["image/png"]],[0,"\xFF\xD8\xFF",["image/jpeg"]],[0,"GIF8",["image/gif"]],[0,"%PDF",["application/pdf"]],[0,"PK",["application/zip"]],[0,"Rar!",["application/vnd.rar"]],[0,"7z\xBC\xAF",["application/x-7z-compressed"]],[0,"\x8B",["application/gzip"]],[0,"<svg",["image/svg+xml"]],[0,"<!DOCTYPE html",["text/html"]],[0,"<!doctype html",["text/html"]]]});var jt=u(()=>{"use strict";Nt()});async function Vt(e,t){let r=t.split(",").flatMap(s=>s.trim().toLowerCase()||[]),n=r.filter(s=>s.includes("/")),i=r.length>0&&n.length===0&&e.type!==""?[e.type.replace(/\/.*/,"/*")]:n,a=Pe(new Uint8Array(await e.slice(0,256).arrayBuffer()));return a===null||i.length===0?!0:a.some(s=>Ee(s,i))}var Kt=u(()=>{"use strict";jt()});var Jt={};v(Jt,{probeDuration:()=>Fn});function Fn(e){let t=URL.createObjectURL(e),r=document.createElement("video");return new Promise(n=>{let o=()=>{clearTimeout(i);let{duration:a}=r;r.removeAttribute("src"),r.load(),URL.revokeObjectURL(t),n(Number.isFinite(a)?a:null)},i=setTimeout(o,5e3);r.preload="metadata",r.addEventListener("loadedmetadata",o,{once:!0}),r.addEventListener("error",o,{once:!0}),r.src=t})}var Yt=u(()=>{"use strict"});async function Xt(e,t,r){let{accept:n,maxFileSize:o}=t,i=(s,d)=>({code:s,message:d,retryable:!1});if(e.size===0)return i("source_empty",r.empty(e.name));if(o>0&&e.size>o)return i("source_too_large",r.tooLarge(e.name,S(o,r.tag)));let a=()=>i("source_not_media",kn(e.name,n,r));if(!$n(n,e))return a();try{if(!await Vt(e,n))return a()}catch{return i("file_unreadable",r.unreadable(e.name))}return Sn(e,t,r,i)}async function Sn(e,{minDuration:t,maxDuration:r},n,o){if(t<=0&&r<=0)return null;let{probeDuration:i}=await Promise.resolve().then(()=>(Yt(),Jt)),a=await i(e);if(a===null)return null;let s=d=>F(d,n.tag,"long");return a<t?o("source_too_short",n.tooShort(e.name,s(t))):r>0&&a>r?o("source_too_long",n.tooLong(e.name,s(r))):null}function kn(e,t,r){let n=Ht(t,r);return n===null?r.wrongType(e):r.wrongKind(e,n)}function $n(e,t){let r=e.split(",").map(i=>i.trim().toLowerCase()),n=t.type.toLowerCase(),o=t.name.toLowerCase();return n===""||r.every(i=>i==="")?!0:r.some(i=>i.startsWith(".")?o.endsWith(i):i.endsWith("/*")?n.startsWith(i.slice(0,-1)):i!==""&&n===i)}var Zt=u(()=>{"use strict";Qt();Kt();_();V()});var tr={};v(tr,{refusalOf:()=>Pn});async function Pn(e,t,r,n){return er(e.name,r(),n)??await Xt(e,t,n)??er(e.name,r(),n)}function er(e,{isListed:t,open:r,limit:n},o){let i=(a,s)=>({code:a,message:s,retryable:!1});return t?i("duplicate",o.duplicate(e)):n>0&&r>=n?i("too_many_files",o.tooMany(n)):null}var rr=u(()=>{"use strict";Zt()});import{adoptStyles as En,html as nr,LitElement as An,nothing as Ae}from"lit";var D=class{#e;#t=[];text="";constructor(t){this.#e=t,t.addController(this)}say(t){this.#t.push(t),this.#e.requestUpdate()}hostUpdate(){if(this.#t.length===0)return;let t=this.#t.join(" ");this.text=t===this.text?`${t}\xA0`:t,this.#t=[]}};async function _e(e,t){let n=[0,Math.max(0,Math.floor((e.size-65536)/2)),Math.max(0,e.size-65536)],o=await Promise.all(n.map(s=>e.slice(s,s+65536).arrayBuffer()));if(t===void 0)return null;let i=await new Blob([`${e.size}:`,...o]).arrayBuffer(),a=new Uint8Array(await t.digest("SHA-256",i));return Array.from(a,s=>s.toString(16).padStart(2,"0")).join("")}import{DetailedError as mr,Upload as De}from"tus-js-client";function Re(e){let t=Number.POSITIVE_INFINITY,r=setInterval(()=>{Date.now()<t||(clearInterval(r),e())},1e3);return{touch(n){t=Date.now()+n},stop:()=>clearInterval(r)}}var c=class extends Error{name="UploadError";code;retryable;transient;retryAfterS;constructor(t,r,n){super(r,{cause:n.cause}),this.code=t,this.transient=n.transient,this.retryable=n.retryable??!0,this.retryAfterS=n.retryAfterS??null}},ir=[401,403,404,410],sr=[408,409,423,425,429,460],lr={401:"unauthenticated",403:"not_entitled",404:"not_found",410:"gone",413:"payload_too_large",429:"rate_limited"},dr=["not_entitled","not_found","gone"],ur=["unauthenticated","token_expired"];function ne({status:e,body:t,retryAfter:r,now:n},o){let i=pr(t),a=sr.includes(e)||e>=500,s=a?void 0:i?.detail;return new c(i?.code??lr[e]??`http_${e}`,s??o,{transient:a,retryable:a||ir.includes(e),retryAfterS:cr(r,n)})}async function L(e,t,r){let{status:n,headers:o}=e,i=await e.text().catch(()=>"");return ne({status:n,body:i,retryAfter:o.get("retry-after"),now:t},r)}function Me(e){return dr.includes(e.code)}function oe(e){return ur.includes(e.code)}function Oe(e){return e.code==="rate_limited"}function cr(e,t){if(e===null)return null;let r=/^\d+$/.test(e.trim())?Number(e):(Date.parse(e)-t)/1e3;return Number.isFinite(r)?Math.max(0,r):null}function pr(e){try{let t=JSON.parse(e);if(typeof t!="object"||t===null)return null;let r=i=>{let a=Reflect.get(t,i);return typeof a=="string"&&a!==""?a:void 0},[n,o]=[r("code"),r("detail")];return{...n!==void 0&&{code:n},...o!==void 0&&{detail:o}}}catch{return null}}var ae=3e4,fr=12e4;function ie(e){let{blob:t,endpoint:r,uploadUrl:n,token:o,metadata:i,signal:a,strings:s}=e;return new Promise((d,l)=>{if(a.aborted){l(a.reason);return}let m=()=>{h.stop(),a.removeEventListener("abort",f)},p=g=>{m(),y.abort(),l(g)},f=()=>p(a.reason),h=Re(()=>p(new c("network",s.connectionFailed,{transient:!0}))),y=new De(t,{...n===null?{endpoint:r}:{uploadUrl:n},headers:{Authorization:`Bearer ${o}`,...e.partial&&{"Upload-Concat":"partial"}},metadata:i,retryDelays:null,storeFingerprintForResuming:!1,onUploadUrlAvailable:()=>{h.touch(ae),y.url!==null&&e.onUrl(y.url)},onProgress:g=>{h.touch(g<t.size?ae:fr),e.onProgress(g)},onSuccess:()=>{m(),d()},onError:g=>{m(),l(hr(g,s))}});a.addEventListener("abort",f,{once:!0}),h.touch(ae),y.start()})}async function Le({endpoint:e,id:t,token:r},n){await De.terminate(n??`${e}/${t}`,{headers:{Authorization:`Bearer ${r}`},retryDelays:[500,2e3,5e3]})}function hr(e,t){let r=e instanceof mr?e.originalResponse:null;return r===null||r.getStatus()===0?new c("network",t.connectionFailed,{transient:!0,cause:e}):ne({status:r.getStatus(),body:r.getBody(),retryAfter:r.getHeader("Retry-After")??null,now:Date.now()},t.uploadFailed)}async function Be(e){let{file:t,uploadUrl:r,streams:n,strings:o}=e,i={filename:t.name,filetype:t.type},a=e.partUrls??Array.from({length:n},()=>null);if(r!==null||a.length<2)return ie({...e,blob:t,metadata:i,partial:!1,onUrl:m=>e.onUrls({uploadUrl:m,partUrls:null})});let s=await Promise.resolve().then(()=>(Ce(),ze)).catch(()=>null);if(s===null)throw new c("parts_unavailable",o.uploadFailed,{transient:!1});let d;try{d=await s.sendParts({...e,metadata:i,partUrls:a},ie)}catch(l){throw l instanceof c?l:new c("network",o.connectionFailed,{transient:!0,cause:l})}if(!d.ok)throw await L(d,Date.now(),o.uploadFailed)}function Ie(e,t){return new Promise(r=>{if(t.aborted){r();return}let n=()=>{clearTimeout(o),t.removeEventListener("abort",n),r()},o=setTimeout(n,e);t.addEventListener("abort",n,{once:!0})})}function Te(e,t){let r=n=>`firstframe:upload:${t()}:${n}`;return{claim(n){return e===void 0?Promise.resolve(()=>{}):new Promise((o,i)=>{e.request(r(n),{ifAvailable:!0},a=>{if(a===null){o(null);return}return new Promise(s=>o(s))}).catch(i)})},async isClaimed(n){let{held:o=[]}=await e?.query()??{};return o.some(({name:i})=>i===r(n))}}}function z(e,t,r){let n=r*Math.min(3e4,500*2**e);return Math.max((t??0)*1e3,n)}var br=500,vr=2e3,wr=1.15,xr=4,qe=500,Ur=2e4;async function He(e,t,r,{fetch:n,sleep:o,random:i,online:a,renew:s}){let d=e,l=br,m=0,p=!1;for(;!r.aborted;){let f=await C(d,r,n);if(f==="token"){let h=p?"refused":await s();if(h!==null&&h!=="refused"){d=h,p=!0;continue}f=h}if(f==="refused")return"lost";if(f===null){m=Math.min(xr,m+1);for(let h=0;!a()&&h<Ur&&!r.aborted;h+=qe)await o(qe,r);await o(z(m,null,i()),r);continue}if(m=0,p=!1,t(f),["ready","failed","canceled"].includes(f.asset.status))return"over";await o(l,r),l=Math.min(vr,l*wr)}return"over"}async function C(e,t,r){try{let n=await r(e.status_url,{headers:{authorization:`Bearer ${e.token}`},signal:t});return n.ok?await n.json():n.status===401?"token":[403,404,410].includes(n.status)?"refused":null}catch{return null}}async function k(e,t,r,n){let o=n.endpoint(),i=n.strings(),a={signal:r,...e&&{token:e.token}};if(o==="")throw new c("no_endpoint",i.noEndpoint,{transient:!1});let s=typeof o=="function"?await Fr(o,t,a,i):await Sr(o,t,a,i,n);if(!kr(s))throw new c("grant_invalid",i.grantFailed,{transient:!1});return s}async function Fr(e,t,r,n){try{return await e(t,r)}catch(o){throw new c("grant_failed",n.grantFailed,{transient:!1,cause:o})}}async function Sr(e,t,{signal:r,token:n},o,{fetch:i,now:a}){let s,d="";try{s=await i(e,{method:"POST",headers:{"content-type":"application/json",accept:"application/json"},body:JSON.stringify({filename:t.name,size_bytes:t.size,content_type:t.type,token:n}),signal:r}),s.ok&&(d=await s.text())}catch(l){throw new c("network",o.connectionFailed,{transient:!0,cause:l})}if(!s.ok)throw await L(s,a(),o.grantFailed);try{return JSON.parse(d)}catch(l){throw new c("grant_invalid",o.grantFailed,{transient:!1,cause:l})}}function kr(e){return typeof e!="object"||e===null?!1:["id","asset_id","endpoint","token","token_expires_at","status_url"].every(t=>typeof Reflect.get(e,t)=="string")}async function Qe(e,t,r,n){let{now:o,terminate:i}=n;if(Date.parse(e.token_expires_at)>o())return i(e,t);let{token:a}=await k(e,r,new AbortController().signal,n);return i({...e,token:a},t)}async function We(e,t,r,n){if(!t&&e.file)return e.file;let{name:o,sizeBytes:i}=e.state,a={transient:!1,retryable:!1},s;try{s=t??await $r(e.handle)}catch(l){throw new c("file_unreadable",n.unreadable(o),{...a,cause:l})}if(!(s.size===i&&await r(s).catch(()=>null)===e.fingerprint))throw new c("different_file",n.differentFile(o),a);return s}async function $r(e){let t=await e?.requestPermission?.({mode:"read"});if(e===null||t==="denied")throw new Error("the file may not be read");return e.getFile()}b();function je(e,t,r){return{state:se(e,t.name,t.size),file:t,handle:r,fingerprint:void 0,grant:null,uploadUrl:null,partUrls:null,tokenRefused:!1,recalled:!1,oneStream:!1,release:null,abort:null}}function Ve(e,t,r){let{name:n,size:o,type:i,copy:a,handle:s,fingerprint:d}=t,l=a&&new File([a],n,{type:i});return{state:{...se(e,n,o),status:"interrupted",sentBytes:r,needsFile:l===null&&s===null,uploadId:t.grant.id,assetId:t.grant.asset_id},file:l,handle:s,fingerprint:d,tokenRefused:!1,oneStream:!1,release:null,abort:null,...ue(t)}}function ue({grant:e,uploadUrl:t,partUrls:r}){return{grant:e,uploadUrl:t,partUrls:r,recalled:!0}}function Ke(){let e=[],t=null;return{sample(r,n){n<(e.at(-1)?.bytes??0)&&(e=[]),e.push({at:r,bytes:n}),e=e.filter(({at:i})=>r-i<=5e3);let o=e[0];return o===void 0||r-o.at<500?null:((t===null||r-t.at>=500)&&(t={at:r,bps:(n-o.bytes)*8*1e3/(r-o.at)}),t.bps)}}}b();var Je=8,_r=6e4,Rr=5e3,Mr=1e3,Or=16*1024*1024,Dr=["invalid_request","method_not_allowed","http_405","http_501","parts_unavailable"];async function Ye(e,t,r,n,o){let i=[...r].filter(d=>d!==e),a=0,s=Number.NEGATIVE_INFINITY;for(;;){await o.queuePause(n),n.throwIfAborted();let d=e.state.sentBytes;try{await zr(e,t,i,n,o),await H(e,o);return}catch(l){if(n.aborted||!(l instanceof c))throw l;if(a=e.state.sentBytes>d?1:a+1,oe(l)&&e.grant!==null){e.tokenRefused=!0;let f=a<Je&&o.now()-s>Rr;if(s=o.now(),f)continue}if(Me(l)||oe(l)&&e.recalled){let{recalled:f}=e;if(await P(e,o),f)continue}if((e.partUrls?.includes(null)??Ze(e,o))&&Dr.includes(l.code)){e.oneStream=!0,e.partUrls=null;continue}if(!l.transient)throw l;o.online()||o.waitForNetwork(),n.throwIfAborted(),await Tr(t,o.strings());let p=z(a,l.retryAfterS,o.random());if(Oe(l)&&(a--,p=Math.max(Mr,p),o.pauseQueue(o.now()+p)),a>=Je)throw l;o.tell({type:"interrupt",online:!0,retryAt:o.now()+p}),await o.sleep(p,n),n.throwIfAborted()}}}var Xe={uploadUrl:null,partUrls:null};async function P(e,{records:t}){let r=H(e,{records:t});Object.assign(e,{grant:null,...Xe,tokenRefused:!1,recalled:!1}),await r}async function H({fingerprint:e,release:t,recalled:r},{records:n}){e&&(t!==null||r)&&await n.remove(e)}async function Lr(e,t,r,n){try{let o=await k(e.grant,t,r,n);Object.assign(e,o.id!==e.grant?.id&&Xe,{grant:o,tokenRefused:!1})}catch(o){if(!(e.recalled&&o instanceof c&&!o.transient))throw o;await P(e,n)}}async function zr(e,t,r,n,o){let{tell:i,now:a}=o,s=o.strings();e.fingerprint===void 0&&(e.fingerprint=await Ir(t,o)),n.throwIfAborted(),await Cr(e,r,o),n.throwIfAborted();let d=Date.parse(e.grant?.token_expires_at??"");(e.tokenRefused||d<a()+_r)&&await Lr(e,t,n,o),e.grant??=await k(null,t,n,o),n.throwIfAborted();let{grant:l}=e;i({type:"granted",uploadId:l.id,assetId:l.asset_id}),i({type:"send"});let m=Ke();await o.send({file:t,signal:n,strings:s,endpoint:l.endpoint,token:l.token,uploadUrl:e.uploadUrl,partUrls:e.partUrls,streams:Ze(e,o)?o.streams():1,onUrls:p=>{e.recalled=!1,Object.assign(e,p),Br(e,t,o)},onProgress:p=>i({type:"progress",sentBytes:p,speedBps:m.sample(a(),p)})})}async function Cr(e,t,r){let{fingerprint:n}=e;if(!n)return;if(e.release===null){let a=await r.claims.claim(n);e.release??=a}if(e.release!==null&&e.grant!==null)return;let o=await r.records.load(n);if(e.release===null){if(o===null||o.grant.id!==e.grant?.id)return;let a=r.strings().sentElsewhere(e.state.name);throw new c("sent_elsewhere",a,{transient:!1})}if(o===null)return;let i=t.find(({state:a,grant:s})=>!x(a)&&s?.id===o.grant.id);i&&i.state.status!=="interrupted"||(Object.assign(e,ue(o)),i&&r.drop(i))}function Br(e,t,{records:r,now:n}){let{fingerprint:o,grant:i,uploadUrl:a,partUrls:s,handle:d,release:l}=e;if(!o||i===null||l===null)return;let{name:m,size:p,type:f}=t,{id:h,asset_id:y,endpoint:g,token:te,token_expires_at:re,status_url:or}=i;r.save({fingerprint:o,name:m,size:p,type:f,uploadUrl:a,partUrls:s,handle:d,copy:t,grant:{id:h,asset_id:y,endpoint:g,token:te,token_expires_at:re,status_url:or},savedAt:n()})}function Ze(e,{streams:t}){return t()>1&&!e.oneStream&&e.state.sizeBytes>=Or}async function Ir(e,{fingerprint:t,strings:r}){try{return await t(e)}catch(n){throw et(e,r(),n)}}async function Tr(e,t){try{await e.slice(0,1).arrayBuffer()}catch(r){throw et(e,t,r)}}function et(e,t,r){let n={transient:!1,retryable:!1,cause:r};return new c("file_unreadable",t.unreadable(e.name),n)}b();var Hr=4*1024*1024,ce=["preparing","uploading","retrying"],Q=class{#e;#t=new Map;#n=!1;#o=null;#c=!1;constructor(t){this.#e=t}get files(){return[...this.#t.values()].map(({state:t})=>t)}get pausedUntil(){return this.#o}add(t,r,n=null){let o=je(this.#e.makeId(),t,n);return r!==null&&(o.state={...o.state,status:"refused",error:r}),this.#r(o)}async restore(){if(this.#c)return;this.#c=!0;let{records:t,claims:r,fetch:n,makeId:o}=this.#e;for(let i of await t.list()){let{fingerprint:a,grant:s}=i;if(await r.isClaimed(a))continue;let d=await C(s,new AbortController().signal,n),l=typeof d=="object"&&d!==null;if(d==="refused"||l&&!["waiting","uploading"].includes(d.upload_state)){await t.remove(a);continue}[...this.#t.values()].some(m=>m.fingerprint===a)||this.#r(Ve(o(),i,l?d.offset_bytes:0))}}async provide(t,r,n=null){let o=this.#t.get(t);o&&await this.#p(o,{file:r,handle:n})}has(t){return[...this.#t.values()].some(r=>!x(r.state)&&r.file?.name===t.name&&r.file.size===t.size&&r.file.lastModified===t.lastModified)}pause(t){this.#i(t,{type:"pause"})}resume(t){let r=this.#t.get(t);r?.state.status!=="interrupted"?this.#i(t,{type:"requeue"}):r.state.needsFile||this.#p(r,null)}cancel(t){let r=this.#t.get(t);!r||!(U(r.state)||r.state.status==="interrupted")||(this.#i(t,{type:"cancel"}),this.#f(r).catch(()=>{}))}remove(t){let r=this.#t.get(t);r&&(r.abort?.abort(),I(r.state)||H(r,this.#e),this.#t.delete(t),this.#l(r),this.#s())}goOffline(){for(let{state:t}of this.#t.values())ce.includes(t.status)&&this.#i(t.id,{type:"interrupt",online:!1,retryAt:null})}goOnline(){for(let{state:t}of this.#t.values())t.status==="offline"&&this.#a(t.id,{type:"requeue"}),t.status==="retrying"&&this.#i(t.id,{type:"requeue"});this.#s()}suspend(){this.#n=!0;for(let t of this.#t.values())ce.includes(t.state.status)?this.#i(t.state.id,{type:"requeue"}):t.abort?.abort(),this.#l(t)}wake(){if(this.#n){this.#n=!1,this.#e.online()&&this.goOnline(),this.#s();for(let t of this.#t.values()){let{status:r}=t.state;(r==="processing"||r==="playable")&&this.#d(t,n=>this.#y(t,n))}}}#r(t){let{state:r}=t;return this.#t.set(r.id,t),this.#e.onChange(r,null),this.#s(),r}#u(t){if(t<=(this.#o??0))return;let{now:r,sleep:n,onPause:o}=this.#e;this.#o=t,o(),n(t-r(),new AbortController().signal).then(()=>{this.#o===t&&(this.#o=null,o(),this.#s())})}#a(t,r){let n=this.#t.get(t);if(!n)return;let o=n.state;n.state=Ge(o,r),n.state!==o&&this.#e.onChange(n.state,o)}#i(t,r){let n=this.#t.get(t)?.state;this.#a(t,r);let o=this.#t.get(t);o&&o.state!==n&&o.abort?.abort(),this.#s()}#s(){if(!(this.#n||this.#o!==null))for(let t of this.#t.values()){if(this.files.filter(({status:n})=>ce.includes(n)).length>=this.#e.parallel())return;t.state.status==="waiting"&&this.#d(t,n=>this.#h(t,n))}}async#d(t,r){let n=new AbortController;t.abort=n;try{await r(n.signal)}catch(o){if(n.signal.aborted)return;let i=this.#g(o);this.#a(t.state.id,{type:"fail",error:i}),!i.retryable&&i.code!=="file_unreadable"&&await P(t,this.#e),this.#s()}finally{this.#l(t)}}async#p(t,r){let{fingerprint:n,strings:o}=this.#e,{id:i,status:a}=t.state;if(a==="interrupted")try{let s=await We(t,r?.file??null,n,o());Object.assign(t,r,{file:s}),this.#a(i,{type:"provided",error:null}),t.state.status===a&&this.#i(i,{type:"requeue"})}catch(s){this.#a(i,{type:"provided",error:this.#g(s)})}}async#f(t){let{claims:r}=this.#e,{grant:n,uploadUrl:o,partUrls:i,file:a,fingerprint:s,release:d}=t;d===null&&s&&await r.isClaimed(s)||(P(t,this.#e),this.#l(t),!(n===null||o===null&&i===null)&&await Qe(n,o,a??new File([],t.state.name),this.#e))}#l(t){let{state:r}=t;!this.#n&&this.#t.has(r.id)&&(U(r)||r.error?.retryable)||(t.release?.(),t.release=null)}async#b(t){let{now:r,sleep:n}=this.#e;for(;this.#o!==null&&!t.aborted;)await n(Math.max(1,this.#o-r()),t)}async#h(t,r){let{id:n}=t.state,{file:o}=t;if(o===null)return;let i=a=>this.#a(n,a);i({type:"prepare"}),o.size>=Hr&&this.#v(t,i,r),await Ye(t,o,this.#t.values(),r,{...this.#e,tell:i,pauseQueue:a=>this.#u(a),queuePause:a=>this.#b(a),drop:a=>this.#t.delete(a.state.id),waitForNetwork:()=>this.#i(n,{type:"interrupt",online:!1,retryAt:null})}),i({type:"received"}),this.#l(t),this.#s(),await this.#y(t,r)}async#v(t,r,n){await(await Promise.resolve().then(()=>(rt(),tt)).catch(()=>null))?.lookAhead(t,r,n,{...this.#e,look:C})}async#y(t,r){let{id:n}=t.state,{grant:o,file:i}=t;if(o===null||i===null)return;let a=l=>this.#a(n,l),s=async()=>{try{let l=await k(t.grant,i,r,this.#e);return l.id!==o.id?"refused":(t.grant=l,l)}catch(l){return l instanceof c&&!l.transient?"refused":null}},d=await He(o,l=>a({type:"told",remote:l}),r,{...this.#e,renew:s});r.throwIfAborted(),d==="lost"&&a({type:"untold"}),t.state.status==="failed"&&await P(t,this.#e)}#g(t){return t instanceof c?{code:t.code,message:t.message,retryable:t.retryable}:{code:"upload_failed",message:this.#e.strings().uploadFailed,retryable:!0}}};var Qr={load:async()=>null,save:async()=>{},remove:async()=>{},list:async()=>[]};function nt(e){let t,r=async n=>{t??=e();try{return await n(await t)}catch{return n(Qr)}};return{load:n=>r(o=>o.load(n)),save:n=>r(o=>o.save(n)),remove:n=>r(o=>o.remove(n)),list:()=>r(n=>n.list())}}function st(e){let t=()=>Vr(e.endpoint()),r=0;return new Q({...e,send:Be,terminate:Le,fetch:(...n)=>fetch(...n),fingerprint:n=>_e(n,crypto.subtle),records:nt(async()=>{let{indexedDbRecords:n}=await Promise.resolve().then(()=>(it(),at));return n(t,Date.now)}),claims:Te(navigator.locks,t),online:()=>navigator.onLine,now:Date.now,random:Math.random,makeId:()=>`file-${++r}`,sleep:Ie})}function Vr(e){return typeof e=="string"?new URL(e,document.baseURI).href:""}function me(e){return[...e?.items??[]].flatMap(t=>{if(t.kind!=="file")return[];let r=t.getAsFileSystemHandle?.().catch(()=>null)??Promise.resolve(null);return{file:t.getAsFile(),entry:t.webkitGetAsEntry?.()??null,handle:r}})}var W=class{#e;#t;#n=0;constructor(t,r){this.#e=t,this.#t=r,t.addController(this),t.addEventListener("dragenter",this.#o),t.addEventListener("dragover",n=>this.#i(n)),t.addEventListener("dragleave",this.#c),t.addEventListener("drop",this.#r),t.addEventListener("paste",this.#u)}get isDraggedOver(){return this.#n>0}hostConnected(){document.addEventListener("paste",this.#u)}hostDisconnected(){document.removeEventListener("paste",this.#u),this.#d(0)}#o=t=>{this.#i(t)&&this.#d(this.#n+1)};#c=()=>this.#d(Math.max(0,this.#n-1));#r=t=>{this.#d(0),this.#i(t)&&this.#a(me(t.dataTransfer))};#u=t=>{if(t.defaultPrevented)return;let r=t.composedPath()[0],o=r instanceof HTMLElement&&(r.isContentEditable||r.matches("input, textarea, select"))||this.#s?[]:me(t.clipboardData);o.length!==0&&(t.preventDefault(),this.#a(o))};async#a(t){let{filesOf:r}=await Promise.resolve().then(()=>(he(),fe));this.#t(await r(t))}#i(t){return t.dataTransfer?.types.includes("Files")?(t.preventDefault(),t.dataTransfer.dropEffect=this.#s?"none":"copy",!this.#s):!1}get#s(){return this.#e.matches(":disabled")}#d(t){this.#n=t,this.#e.requestUpdate()}};import{html as Yr}from"lit";var N=class{#e;#t;#n="";constructor(t,r){this.#e=t,this.#t=r}open(t,r=""){this.#n=r,this.#e().querySelector(`[data-picks="${t}"]`)?.click()}inputs(t,r){let n=this.#o;return Yr`<input data-picks="files" type="file" accept=${t} ?multiple=${r} @change=${n} />
      <input data-picks="folder" type="file" webkitdirectory @change=${n} />
      <input data-picks="same" type="file" @change=${n} />`}#o=async({currentTarget:t})=>{let r=t,n=[...r.files??[]];r.value="";let[o]=n;if(o)if(r.dataset.picks==="same")this.#t.provide(this.#n,o);else if(r.dataset.picks==="files")this.#t.take(n);else{let{shownFiles:i}=await Promise.resolve().then(()=>(he(),fe));this.#t.take(i(n))}}};b();function ut(e,t,{name:r,required:n,message:o,anchor:i}){let a=new FormData,s=t.flatMap(l=>I(l)&&l.assetId!==null?[l.assetId]:[]);for(let l of s)a.append(r,l);e.setFormValue(r===""?null:a);let d=n&&s.length===0;e.setValidity({valueMissing:d},d?o:"",i)}ye();var G=class{#e=!1;set(t){t!==this.#e&&(this.#e=t,t?addEventListener("beforeunload",this.#t):removeEventListener("beforeunload",this.#t))}#t=t=>t.preventDefault()};var A={tag:"en",heading:e=>e?"Drop videos here":"Drop a video here",hint:"MP4, MOV, WebM, MKV and most other formats. Interrupted uploads continue where they stopped.",choose:e=>e?"Choose files":"Choose a file",chooseFolder:"Choose a folder",dropHere:"Drop to upload",list:"Uploads",overall:(e,t,r,n)=>[`${e} of ${t} finished`,r,n].filter(Boolean).join(" \xB7 "),pauseAll:"Pause all",resumeAll:"Resume all",clearFinished:"Clear finished",waiting:"Waiting for its turn",preparing:"Getting ready",uploading:(e,t,r)=>["Uploading",e,t,r].filter(Boolean).join(" \xB7 "),watchable:(e,t)=>["Can be watched already",`${e} sent`,t].filter(Boolean).join(" \xB7 "),confirming:"Sent. Waiting for the server to confirm",paused:e=>`Paused at ${e}`,offline:"No connection. The upload continues by itself when you are back online.",retrying:e=>`The connection was lost. Trying again in ${e}.`,queuePaused:e=>`The server is busy. Uploads continue by themselves in ${e}.`,interrupted:(e,t)=>`Interrupted at ${e}. ${t?"Choose the file again to continue.":"It can continue."}`,queued:e=>e===null?"Uploaded. Waiting to be prepared":`Uploaded. In the queue, about ${e}`,processing:e=>`Uploaded. Preparing to play \xB7 ${e}`,playable:"Ready to play. More qualities are being added",ready:"Ready to play",untracked:"Uploaded. Its preparation can no longer be followed on this page.",canceled:"Canceled",pause:e=>`Pause ${e}`,resume:e=>`Resume ${e}`,retry:e=>`Try ${e} again`,cancel:e=>`Cancel ${e}`,discard:e=>`Discard the interrupted upload of ${e}`,remove:e=>`Remove ${e} from the list`,progressOf:e=>`Progress of ${e}`,progressOfAll:"Progress of all files",timeLeft:e=>`${e} left`,empty:e=>`\u201C${e}\u201D is empty. Choose a file that contains a video or a sound recording.`,tooLarge:(e,t)=>`\u201C${e}\u201D is larger than ${t}. Choose a smaller file, or export it at a lower quality.`,tooMany:e=>e===1?"Only one file at a time. Wait until the other one is done, or remove it.":`Only ${e} files at a time. Wait until the others are done, or remove one.`,wrongType:e=>`\u201C${e}\u201D is not a video or sound recording. Choose an MP4, MOV, WebM or similar file.`,wrongKind:(e,t)=>`\u201C${e}\u201D cannot be uploaded here. Choose a file of this kind: ${t}.`,anyVideo:"video",anyAudio:"sound recording",tooShort:(e,t)=>`\u201C${e}\u201D is shorter than ${t}. Choose a longer recording.`,tooLong:(e,t)=>`\u201C${e}\u201D is longer than ${t}. Choose a shorter recording, or cut it.`,required:"Upload a video first.",unreadable:e=>`\u201C${e}\u201D cannot be read. It may have been moved or changed. Remove it, then choose the file again.`,duplicate:e=>`\u201C${e}\u201D is already in the list.`,differentFile:e=>`This is not the same file as \u201C${e}\u201D, or it has changed since. Choose the same one, or discard the upload and begin anew.`,noEndpoint:"This page does not say where uploads go. Its developer has to set the attribute \u201Cendpoint\u201D.",grantFailed:"The server did not allow the upload. Try again in a moment.",connectionFailed:"The connection failed too often. Check it, then try again; what was sent is kept.",uploadFailed:"The upload failed. Try again; what was sent is kept.",announceAdded:e=>`${e} ${e===1?"file":"files"} added.`,announceProgress:e=>`${e} uploaded.`,announceUploaded:e=>`${e} is uploaded and is being prepared.`,announceReady:e=>`${e} is ready to play.`,announceFailed:(e,t)=>`${e} failed. ${t}`,sentElsewhere:e=>`\u201C${e}\u201D is being uploaded in another tab.`};var nn={en:async()=>A,de:async()=>(await Promise.resolve().then(()=>(mt(),pt))).german,es:async()=>(await Promise.resolve().then(()=>(ht(),ft))).spanish,ja:async()=>(await Promise.resolve().then(()=>(gt(),yt))).japanese},on=/^([a-z]{2})(-[a-z]{4})?(-[a-z]{2}|-\d{3})?$/i;async function bt(e){for(let t of e){let r=t.slice(0,2).toLowerCase(),n=/^[a-z]{2}(?![a-z])/i.test(t)?nn[r]:void 0;if(n)return{...await n(),tag:on.test(t)?t:r}}return A}var vt="video/*,audio/*,.mkv,.ts,.mts,.m2ts,.mov,.avi,.flv,.mxf,.webm,.m4v,.3gp,.ogv";function ge(e){let t=e.closest("[lang]");if(t)return t.lang;let r=e.getRootNode();return r instanceof ShadowRoot?ge(r.host):""}b();b();function wt(e,t){let r=[],{id:n,status:o,remote:i,error:a}=e,s=o!==t?.status,d={file_id:n,upload_id:e.uploadId??"",asset_id:e.assetId??""};if(t===null&&o!=="refused"&&r.push({name:"file-ready",detail:{file_id:n,name:e.name,size_bytes:e.sizeBytes}}),s&&o==="offline"&&r.push({name:"offline",detail:{file_id:n}}),t?.status==="offline"&&o==="waiting"&&r.push({name:"online",detail:{file_id:n}}),e.started&&t?.started===!1&&r.push({name:"uploadstart",detail:d}),o==="uploading"&&e.sentBytes!==t?.sentBytes&&r.push({name:"progress",detail:{file_id:n,bytes_sent:e.sentBytes,bytes_total:e.sizeBytes,speed_bps:e.speedBps,eta_s:T(e)}}),s&&o==="processing"&&r.push({name:"success",detail:d}),i!==null&&i!==t?.remote){r.push({name:"assetstatus",detail:i});let{id:l,playback_id:m,playback_policy:p}=i.asset,f={file_id:n,asset_id:l,playback_id:m,playback_policy:p};w(e)&&!(t&&w(t))&&r.push({name:"playable",detail:f}),s&&o==="ready"&&r.push({name:"ready",detail:f})}return s&&a!==null&&r.push({name:"uploaderror",detail:{file_id:n,code:a.code,message:a.message}}),r}import{css as an}from"lit";var be=an`
  :host {
    --_accent: var(--firstframe-accent, light-dark(#3b4ede, #95a2ff));
    --_on-accent: var(--firstframe-on-accent, light-dark(#fff, #10131f));
    --_surface: var(--firstframe-surface, light-dark(#fff, #16181f));
    --_raised: var(--firstframe-raised, light-dark(#f5f6fa, #1f222c));
    --_text: var(--firstframe-text, light-dark(#161922, #eceef5));
    --_muted: var(--firstframe-muted, light-dark(#596074, #a4abbe));
    --_line: var(--firstframe-line, light-dark(#d6d9e4, #363b4a));
    --_good: var(--firstframe-good, light-dark(#10713f, #5fd39a));
    --_bad: var(--firstframe-bad, light-dark(#b3261e, #ff9d94));
    --_radius: var(--firstframe-radius, 12px);
    display: block;
    container-type: inline-size;
    color-scheme: inherit;
    color: var(--_text);
    font: 400 0.9375rem/1.45 var(--firstframe-font, system-ui, sans-serif);
  }
  :host([hidden]) {
    display: none;
  }
  * {
    box-sizing: border-box;
  }
  .drop {
    display: grid;
    justify-items: center;
    gap: 0.375rem;
    padding: 2rem 1.25rem;
    border: 1.5px dashed var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    text-align: center;
    transition:
      border-color 120ms,
      background-color 120ms;
  }
  .drop svg {
    inline-size: 2rem;
    block-size: 2rem;
    color: var(--_accent);
  }
  .drop.over {
    border-color: var(--_accent);
    border-style: solid;
    background: color-mix(in srgb, var(--_accent) 8%, var(--_surface));
  }
  .drop.disabled {
    background: var(--_raised);
    color: var(--_muted);
  }
  .drop.disabled svg {
    color: inherit;
  }
  .heading,
  .hint {
    unicode-bidi: plaintext;
  }
  .heading {
    margin: 0;
    font-size: 1.0625rem;
    font-weight: 600;
  }
  .hint {
    margin: 0 0 0.5rem;
    max-inline-size: 34rem;
    color: var(--_muted);
    font-size: 0.875rem;
  }
  button {
    font: inherit;
    color: inherit;
    cursor: pointer;
  }
  button:disabled {
    cursor: not-allowed;
  }
  button:focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .choose {
    min-block-size: 2.5rem;
    padding: 0.5rem 1.125rem;
    border: 1px solid transparent;
    border-radius: calc(var(--_radius) * 0.66);
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 600;
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 0.5rem;
  }
  .choose.quiet {
    border-color: var(--_line);
    background: var(--_surface);
    color: var(--_text);
  }
  .choose:hover:enabled {
    background: color-mix(in srgb, var(--_accent) 88%, var(--_text));
  }
  .choose.quiet:hover:enabled {
    border-color: var(--_muted);
    background: var(--_raised);
  }
  .choose:disabled {
    background: var(--_line);
    color: var(--_muted);
  }
  input {
    display: none;
  }
  .said {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @container (max-inline-size: 26rem) {
    .drop {
      padding: 1.5rem 1rem;
    }
  }
  @media (pointer: coarse) {
    .choose {
      min-block-size: 2.75rem;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .drop {
      transition: none;
    }
  }
`;var ee=class extends An{static formAssociated=!0;static styles=be;static properties={endpoint:{type:String},multiple:{type:Boolean},folders:{type:Boolean},accept:{type:String},maxFileSize:{type:Number,attribute:"max-file-size"},maxFiles:{type:Number,attribute:"max-files"},minDuration:{type:Number,attribute:"min-duration"},maxDuration:{type:Number,attribute:"max-duration"},parallel:{type:Number},streams:{type:Number},pausable:{converter:t=>t!=="false"},name:{type:String,reflect:!0},required:{type:Boolean},disabled:{type:Boolean,reflect:!0},locale:{type:String},strings:{attribute:!1}};#e=new W(this,t=>{this.#h(t)});#t=new N(()=>this.renderRoot,{take:t=>{this.addFiles(t)},provide:(t,r)=>{this.#r.provide(t,r)}});#n=this.attachInternals();#o=new D(this);#c=new G;#r=st({endpoint:()=>this.endpoint,strings:()=>this.#l,parallel:()=>Math.max(1,this.parallel),streams:()=>Math.max(1,this.streams),onChange:(t,r)=>this.#v(t,r),onPause:()=>{this.#g()}});#u=A;#a=null;#i=null;constructor(){super(),this.#n.role="group",this.endpoint="",this.multiple=!1,this.folders=!1,this.accept=vt,this.maxFileSize=0,this.maxFiles=0,this.minDuration=0,this.maxDuration=0,this.parallel=2,this.streams=1,this.pausable=!0,this.name="",this.required=!1,this.disabled=!1,this.locale="",this.strings=null}get files(){return this.#r.files}async addFiles(t){await this.#h([...t].map(r=>({file:r,handle:null})))}pauseAll(){for(let{id:t}of this.files)this.#r.pause(t)}resumeAll(){for(let{id:t,status:r}of this.files)r==="paused"&&this.#r.resume(t)}clearFinished(){for(let t of this.files)x(t)&&this.#r.remove(t.id);this.#m(),this.requestUpdate()}connectedCallback(){super.connectedCallback(),addEventListener("offline",this.#x),addEventListener("online",this.#U),this.#r.wake(),this.#w()}disconnectedCallback(){super.disconnectedCallback(),removeEventListener("offline",this.#x),removeEventListener("online",this.#U),this.#w(),queueMicrotask(()=>{this.isConnected||this.#r.suspend()})}focus(t){this.#f?.focus(t)}formDisabledCallback(){queueMicrotask(()=>this.requestUpdate())}formResetCallback(){this.clearFinished()}willUpdate(t){t.has("locale")&&this.#b()}updated(t){(t.has("required")||t.has("name")||t.has("strings"))&&this.#m()}firstUpdated(){this.#r.restore()}render(){let{files:t,multiple:r}=this,n=this.#l,o=this.#p,{isDraggedOver:i}=this.#e;return nr`<div lang=${n.tag}>
      <div part="dropzone" class="drop ${i?"over":""} ${o?"disabled":""}">
        ${E(ct)}
        <p class="heading"><slot name="heading">${i?n.dropHere:n.heading(r)}</slot></p>
        <p class="hint"><slot name="hint">${n.hint}</slot></p>
        <span class="ways">
          <button part="choose" class="choose" type="button" ?disabled=${o} @click=${()=>this.#t.open("files")}>
            ${n.choose(r)}
          </button>
          ${this.folders&&r?nr`<button
                  part="choose choose-folder"
                  class="choose quiet"
                  type="button"
                  ?disabled=${o}
                  @click=${()=>this.#t.open("folder")}
                >
                  ${n.chooseFolder}
                </button>`:Ae}
        </span>
        ${this.#t.inputs(this.accept,r)}
      </div>
      ${t.length===0?Ae:this.#s(t,n)}
      <p class="said" role="status">${this.#o.text}</p>
    </div>`}#s(t,r){return this.#a?.fileList(t,{strings:r,pausable:this.pausable,pausedUntil:this.#r.pausedUntil,now:Date.now(),actOnFile:this.#F,actOnAll:n=>this[n]()})??Ae}async#d(){let t=await Promise.resolve().then(()=>(qt(),Tt));return this.#a===null&&await this.updateComplete,this.#a!==null||(this.#a=t,this.#i=new t.ProgressAnnouncement,new t.FocusKeeper(this),new t.Countdown(this,()=>this.#r.pausedUntil!==null||this.files.some(({status:r})=>r==="retrying")),En(this.renderRoot,[be,t.fileListStyles]),this.requestUpdate()),t}get#p(){return this.disabled||this.matches(":disabled")}get#f(){return this.shadowRoot?.querySelector(".choose")??void 0}get#l(){return this.strings??this.#u}async#b(){let{locale:t}=this,r=t||ge(this),n=await bt(r?[r]:navigator.languages);t===this.locale&&(this.#u=n,this.#m(),this.requestUpdate())}async#h(t){if(this.#p)return;let{refusalOf:r}=await Promise.resolve().then(()=>(rr(),tr)),n=this.multiple?this.maxFiles:1,o=0;for(let{file:i,handle:a}of t){let s=()=>this.files.filter(U).length,l=await r(i,this,()=>({limit:n,open:s(),isListed:this.#r.has(i)}),this.#l);this.#r.add(i,l,a),l===null&&o++}o>0&&this.#o.say(this.#l.announceAdded(o))}#v(t,r){this.requestUpdate();let n=t.status!==r?.status||t.error!==r.error||w(t)!==w(r);this.#y(t,n),n&&(this.#w(),this.#m());for(let{name:o,detail:i}of wt(t,r))this.dispatchEvent(new CustomEvent(o,{detail:i,bubbles:!0,composed:!0}))}async#y(t,r){let{announcementOf:n}=await this.#d(),o=r?n(t,this.#l):null,i=this.#i?.next(this.files,this.#l)??null;for(let a of[o,i])a!==null&&this.#o.say(a)}async#g(){this.requestUpdate();let{pauseOf:t}=await this.#d(),{pausedUntil:r}=this.#r;r!==null&&this.#o.say(t(r,Date.now(),this.#l))}#w(){this.#c.set(this.isConnected&&this.files.some(U))}#m(){let{name:t,required:r}=this,n=this.#l.required;ut(this.#n,this.files,{name:t,required:r,message:n,anchor:this.#f})}#F=(t,{id:r,needsFile:n})=>{switch(t){case"pause":this.#r.pause(r);break;case"resume":case"retry":n?this.#t.open("same",r):this.#r.resume(r);break;case"cancel":this.#r.cancel(r);break;case"discard":case"remove":this.#r.cancel(r),this.#r.remove(r),this.#m(),this.requestUpdate()}};#x=()=>this.#r.goOffline();#U=()=>this.#r.goOnline()};typeof customElements<"u"&&customElements.get("firstframe-uploader")===void 0&&customElements.define("firstframe-uploader",ee);
