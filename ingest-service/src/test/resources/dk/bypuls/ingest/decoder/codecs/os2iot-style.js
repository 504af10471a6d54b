function base64ToBytes(text) {
    return atob(text).split("").map(function (letter) { return letter.charCodeAt(0); });
}
function decode(payload, metadata) {
    log('decoding');
    if (payload.fPort == 2) {
        raw = base64ToBytes(payload.data);
        let place = JSON.parse(metadata.metadata);
        let res = {
            id: "urn:" + payload.devEUI.slice(-4),
            level: { type: "Property", value: (raw[0] << 8 | raw[1]) / 1000, observedAt: payload.rxInfo[0].time },
            location: metadata.location,
        };
        if ('base' in place) { res.above = place.base; }
        return res;
    }
}
